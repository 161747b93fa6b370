// attack: Makes a shadow stack, which a return may be forged with.
// group: kernel
// at none: depends: not every processor has them
// uses: native
// needs: x64

Native.Looked(Native.Call(453, 0, 4096, 0))
