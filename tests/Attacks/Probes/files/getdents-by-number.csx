// attack: Lists a folder by the raw call getdents64.
// group: files
// at none: gets-through
// gets through with a gpu: its root is an empty one of its own, which can be listed
// uses: native
// needs: x64

var buffer = Native.Zeros(4096);
var count = Native.Call(217, Native.Call(2, Native.Text("/"), 0x10000), buffer, 4096);
count > 0 ? $"{count} bytes of entries of /" : null
