// attack: Changes its root folder to one that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(161, Native.Text("/nonexistent")))
