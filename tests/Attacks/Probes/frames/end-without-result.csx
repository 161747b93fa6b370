// attack: Ends its answer before it has said anything.
// group: frames
// at none: stopped: the end without the result is refused
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(9));
1
