// attack: Makes a pipe of its own signal the parent when something is written.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var pipe = Native.Zeros(8);
Native.Call(22, pipe);
var (from, to) = (Marshal.ReadInt32((nint)pipe), Marshal.ReadInt32((nint)pipe + 4));
// F_SETOWN, F_SETSIG, F_SETFL with O_ASYNC, F_GETOWN.
var owned = Native.Call(72, from, 8, Stage.Parent);
Native.Call(72, from, 10, Stage.Signal);
Native.Call(72, from, 4, 0x2000);
Native.Call(1, to, Native.Text("x"), 1);
owned == 0 && Native.Call(72, from, 9) == Stage.Parent ? "the pipe belongs to the parent" : null
