// attack: Leaves a process behind that holds the pipe to the parent open, and ends without an answer.
// group: daemons
// at none: stopped: the parent does not wait for the pipe
// expect: Crashed, Completed
// uses: native
// needs: x64

var time = Native.Words(600, 0);
var child = Native.Call(57);
if (child == 0)
{
    Native.Call(35, time, 0);
    Native.Call(231, 0);
}

if (child > 0)
{
    Native.Call(231, 0);
}

(string)null
