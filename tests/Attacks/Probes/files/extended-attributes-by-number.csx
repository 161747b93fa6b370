// attack: Lists a file's extended attributes by the raw calls listxattr and getxattr.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text("/etc/passwd");
var (listed, got) = (Native.Call(194, path, 0, 0), Native.Call(191, path, Native.Text("user.none"), 0, 0));
Native.Looked(listed) ?? Native.Looked(got)
