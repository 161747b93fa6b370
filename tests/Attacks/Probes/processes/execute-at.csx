// attack: The same by the raw call execveat.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text("/nonexistent/program");
Native.Looked(Native.Call(322, -100, path, Native.Words(path, 0), Native.Words(0), 0))
