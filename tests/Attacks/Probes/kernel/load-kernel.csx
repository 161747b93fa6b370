// attack: Asks to load another kernel.
// group: kernel
// at none: depends: not every kernel can load another
// uses: native
// needs: x64

Native.Looked(Native.Call(246, 0, 1 << 20, 0, 0)) ?? Native.Looked(Native.Call(320, -1, -1, 0, 0, 0))
