// attack: Opens a file by the raw call openat.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Read(Native.Call(257, -100, Native.Text("/etc/passwd"), 0))
