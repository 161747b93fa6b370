// attack: Reads a link by the raw calls readlink and readlinkat.
// group: files
// at none: gets-through
// gets through with a gpu: links below its own /proc can be read
// uses: native
// needs: x64

var (path, buffer) = (Native.Text("/proc/self/exe"), Native.Zeros(512));
var count = Math.Max(Native.Call(89, path, buffer, 512), Native.Call(267, -100, path, buffer, 512));
count > 0 ? $"/proc/self/exe is {Native.Ascii(buffer, (int)count)}" : null
