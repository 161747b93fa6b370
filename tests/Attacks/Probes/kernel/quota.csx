// attack: Asks for the quota of a disk that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(179, 0x80000700, Native.Text("/nonexistent"), 0, 0))
