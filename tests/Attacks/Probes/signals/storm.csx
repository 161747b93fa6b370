// attack: Sends itself signals without end, on all threads.
// group: signals
// at none: stopped: the wall clock does not mind
// expect: TimedOut, Completed
// uses: native
// needs: x64
// wall time: 2 s

var kept = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => { });
var refused = 0L;
Parallel.For(0, 4, _ =>
{
    while (refused >= 0)
    {
        refused = Native.Call(234, Environment.ProcessId, Environment.ProcessId, 18);
    }
});
(string)null
