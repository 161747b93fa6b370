// attack: Takes the runtime's handlers of faults away, and then faults without end.
// group: signals
// at none: stopped: a fault that is ignored kills
// expect: Crashed, Failed, TimedOut
// uses: native
// wall time: 2 s

foreach (var signal in (int[])[4, 7, 8, 11])
{
    Native.Invoke("signal", signal, 1);
}

string text = null;
$"{text.Length}"
