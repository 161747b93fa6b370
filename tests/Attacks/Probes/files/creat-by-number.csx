// attack: Creates a file by the raw call creat.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(85, Native.Text(Stage.Folder + "/created"), 0x180))
