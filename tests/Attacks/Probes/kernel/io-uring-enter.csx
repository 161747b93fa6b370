// attack: Enters and registers with a ring that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(426, -1, 0, 0, 0, 0, 0)) ?? Native.Looked(Native.Call(427, -1, 0, 0, 0))
