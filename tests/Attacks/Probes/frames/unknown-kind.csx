// attack: Sends a frame of a kind there is not.
// group: frames
// at none: stopped: unknown kinds are refused
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(200));
1
