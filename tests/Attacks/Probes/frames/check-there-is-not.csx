// attack: Forges the passing of a check that nobody asked for.
// group: frames
// at none: stopped: every check has its turn
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(5, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
1
