// attack: Asks to write down every process in a file that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(163, Native.Text("/nonexistent/file")))
