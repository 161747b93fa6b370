// attack: Turns a path into a handle.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var (handle, mount) = (Native.Zeros(136), Native.Zeros(8));
Marshal.WriteInt32((nint)handle, 128);
Native.Succeeded(Native.Call(303, -100, Native.Text("/etc/passwd"), handle, mount, 0))
