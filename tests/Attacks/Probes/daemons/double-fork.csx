// attack: Leaves a process behind that nobody is the parent of, in a session of its own.
// group: daemons
// at none: gets-through
// uses: native
// needs: x64

var (time, status) = (Native.Words(600, 0), Native.Zeros(8));
var child = Native.Call(57);
if (child == 0)
{
    Native.Call(112);
    if (Native.Call(57) == 0)
    {
        Native.Call(35, time, 0);
    }

    Native.Call(231, 0);
}

child > 0 && Native.Call(61, child, status) == child ? "a process was left behind" : null
