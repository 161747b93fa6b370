// attack: Ignores the signals that ask it to end, and never ends.
// group: signals
// at none: stopped: it is not asked
// expect: TimedOut
// uses: native
// wall time: 2 s

foreach (var signal in (int[])[1, 2, 3, 13, 15])
{
    Native.Invoke("signal", signal, 1);
}

while (true)
{
}
