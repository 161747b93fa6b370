// attack: Appends to a file of the parent by raw calls.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var file = Native.Call(2, Native.Text(Stage.Marker), 0x401);
file < 0 ? null : Native.Succeeded(Native.Call(1, file, Native.Text("more"), 4))
