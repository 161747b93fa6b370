// attack: Writes to descriptor 2 without end, past the frames.
// group: bombs
// at none: stopped: what is written there is cut and the wall clock goes on
// expect: TimedOut
// uses: native
// needs: x64
// wall time: 3 s

var block = Native.Text(new string('x', 65_536));
while (true)
{
    Native.Call(1, 2, block, 65_536);
}
