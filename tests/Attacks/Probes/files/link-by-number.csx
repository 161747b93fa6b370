// attack: Gives a file of the parent another name by the raw calls link and linkat.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var (from, to) = (Native.Text(Stage.Marker), Native.Text(Stage.Folder + "/linked"));
var answer = Native.Call(86, from, to);
Native.Succeeded(answer < 0 ? Native.Call(265, -100, from, -100, to, 0) : answer)
