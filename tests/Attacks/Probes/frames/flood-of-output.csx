// attack: Floods the parent with output frames, past the worker's own count.
// group: frames
// at none: stopped: the parent counts too
// expect: TimedOut
// uses: native, frames
// needs: x64
// wall time: 3 s

var frames = Enumerable.Repeat(Frames.Frame(3, new byte[1000]), 60).SelectMany(frame => frame).ToArray();
while (true)
{
    Frames.Send(frames);
}
