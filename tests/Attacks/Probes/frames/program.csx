// attack: Sends its parent a program to run.
// group: frames
// at none: stopped: frames of that kind go the other way
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(1, 0, 0, 0, 0));
1
