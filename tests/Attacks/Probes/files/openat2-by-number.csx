// attack: Opens a file by the raw call openat2.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Read(Native.Call(437, -100, Native.Text("/etc/passwd"), Native.Words(0, 0, 0), 24))
