// attack: Cuts a file of the parent to nothing by the raw call truncate.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(76, Native.Text(Stage.Marker), 0))
