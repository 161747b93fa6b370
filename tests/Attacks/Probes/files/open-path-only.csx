// attack: Takes hold of a folder by O_PATH and opens a file below it.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var root = Native.Call(257, -100, Native.Text("/"), 0x210000);
root < 0 ? null : Native.Read(Native.Call(257, root, Native.Text("etc/passwd"), 0))
