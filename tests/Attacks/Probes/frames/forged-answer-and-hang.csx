// attack: Forges a whole answer and hangs.
// group: frames
// at none: stopped: a guest may answer what it likes; nothing it says gives it a right, and it is killed
// expect: Completed
// uses: native, frames
// needs: x64

Frames.Send([.. Frames.Frame(6, (byte)'1'), .. Frames.Frame(9)]);
Thread.Sleep(Timeout.Infinite);
1
