// attack: Asks to unmount a folder that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(166, Native.Text("/nonexistent"), 0))
