// attack: Opens a file system and a mount by the newer calls.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(430, Native.Text("tmpfs"), 0)) ?? Native.Looked(Native.Call(428, -100, Native.Text("/"), 0))
