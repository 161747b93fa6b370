// attack: Makes a named pipe by the raw call mknod.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(133, Native.Text(Stage.Folder + "/pipe"), 0x1180, 0))
