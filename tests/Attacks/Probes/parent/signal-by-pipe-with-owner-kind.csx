// attack: The same with F_SETOWN_EX, which names a single thread.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var pipe = Native.Zeros(8);
Native.Call(293, pipe, 0);
var from = Marshal.ReadInt32((nint)pipe);
// struct f_owner_ex: F_OWNER_PID and the id.
Native.Call(72, from, 15, Native.Words(1L | ((long)Stage.Parent << 32))) == 0 ? "the pipe belongs to the parent's first thread" : null
