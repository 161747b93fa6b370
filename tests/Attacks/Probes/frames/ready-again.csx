// attack: Says once more that it is ready.
// group: frames
// at none: stopped: it is not its turn
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(2, 1));
1
