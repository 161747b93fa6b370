// attack: Probes for files by the raw calls access, faccessat and faccessat2.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text("/etc/passwd");
long[] answers = [Native.Call(21, path), Native.Call(269, -100, path), Native.Call(439, -100, path)];
answers.Contains(0) ? $"the calls answered {string.Join(' ', answers)}" : null
