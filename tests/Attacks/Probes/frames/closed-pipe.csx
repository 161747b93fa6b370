// attack: Closes the pipe to its parent, and everything else it has open, and goes on.
// group: frames
// at none: stopped: a worker without a pipe is killed
// expect: Crashed, TimedOut
// uses: native
// needs: x64
// wall time: 5 s

for (var descriptor = 3; descriptor < 1024; descriptor++)
{
    Native.Call(3, descriptor);
}

while (true)
{
}
