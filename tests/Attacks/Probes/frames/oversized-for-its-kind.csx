// attack: Announces a frame larger than its kind may be.
// group: frames
// at none: stopped: every kind has its own limit
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(0, 0, 0, 1, 3);
1
