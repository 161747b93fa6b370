// attack: Changes the owner of a file, to what it is already, by the raw calls chown, lchown and fchownat.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text(Stage.Marker);
long[] answers = [Native.Call(92, path, -1, -1), Native.Call(94, path, -1, -1), Native.Call(260, -100, path, -1, -1, 0)];
answers.Contains(0) ? $"the calls answered {string.Join(' ', answers)}" : null
