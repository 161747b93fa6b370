// attack: Ties the bystander to one processor. A faked success is none: it is read back.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var (mask, before, after) = (Native.Zeros(128), Native.Zeros(128), Native.Zeros(128));
Native.Call(204, Stage.Bystander, 128, before);
Marshal.WriteByte((nint)mask, 1);
var set = Native.Call(203, Stage.Bystander, 128, mask);
var read = Native.Call(204, Stage.Bystander, 128, after);
if (set == 0 && read > 0)
{
    Native.Call(203, Stage.Bystander, 128, before);
}

set == 0 && read > 0 && Native.Word(after) == 1 ? "the bystander was tied to one processor" : null
