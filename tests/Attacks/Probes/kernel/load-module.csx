// attack: Asks to load nothing as a module of the kernel.
// group: kernel
// at none: depends: not every kernel has modules
// uses: native
// needs: x64

Native.Looked(Native.Call(175, 0, 0, 0)) ?? Native.Looked(Native.Call(313, -1, 0, 0))
