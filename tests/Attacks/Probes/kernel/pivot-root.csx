// attack: Asks to exchange its root folder for one that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(155, Native.Text("/nonexistent"), Native.Text("/nonexistent")))
