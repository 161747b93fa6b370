// attack: Makes a file that is in no folder.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(319, Native.Text("attack"), 0))
