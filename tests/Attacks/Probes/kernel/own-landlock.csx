// attack: Makes a set of rules of its own for files.
// group: kernel
// at none: depends: needs a kernel of 5.13 or newer
// uses: native
// needs: x64

Native.Looked(Native.Call(444, Native.Words(1), 8, 0))
