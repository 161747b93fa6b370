// attack: Kills itself.
// group: signals
// at none: stopped: a crash is no answer
// expect: Crashed, Completed
// uses: native
// needs: x64

Native.Call(234, Environment.ProcessId, Environment.ProcessId, 9);
(string)null
