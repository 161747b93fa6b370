// attack: Opens a file by the raw call open.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Read(Native.Call(2, Native.Text("/etc/passwd"), 0))
