// attack: Makes a call that no kernel has, to see whether unknown numbers reach it.
// group: kernel
// at none: depends: no kernel has it
// uses: native
// needs: x64

Native.Looked(Native.Call(1000))
