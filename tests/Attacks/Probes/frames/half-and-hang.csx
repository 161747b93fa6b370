// attack: Hangs in the middle of a frame.
// group: frames
// at none: stopped: the limits on time hold whatever was said
// expect: TimedOut
// uses: native, frames
// needs: x64
// wall time: 2 s

Frames.Send(100, 0, 0, 0, 6, (byte)'1');
while (true)
{
}
