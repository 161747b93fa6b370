// attack: Sets itself an alarm that ends it.
// group: signals
// at none: stopped: a crash is no answer
// expect: Crashed, Completed
// uses: native
// needs: x64

Native.Call(38, 0, Native.Words(0, 0, 0, 50_000), 0);
Thread.Sleep(1000);
(string)null
