// attack: Asks to swap to a file that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(167, Native.Text("/nonexistent"), 0)) ?? Native.Looked(Native.Call(168, Native.Text("/nonexistent")))
