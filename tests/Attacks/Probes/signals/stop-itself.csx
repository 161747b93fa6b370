// attack: Stops itself, so that it neither answers nor ends.
// group: signals
// at none: stopped: a stopped process is killed like any other
// expect: TimedOut, Completed
// uses: native
// needs: x64
// wall time: 2 s

Native.Call(234, Environment.ProcessId, Environment.ProcessId, 19);
(string)null
