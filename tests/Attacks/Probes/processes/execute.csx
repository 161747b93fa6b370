// attack: Asks to become another program, which is not there.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text("/nonexistent/program");
Native.Looked(Native.Call(59, path, Native.Words(path, 0), Native.Words(0)))
