// attack: Blocks every signal there is in its thread, and never ends.
// group: signals
// at none: stopped: the kill cannot be blocked
// expect: TimedOut
// uses: native
// needs: x64
// wall time: 2 s

Native.Call(14, 0, Native.Words(-1), 0, 8);
while (true)
{
}
