// attack: Announces a frame of four gigabytes.
// group: frames
// at none: stopped: the length is looked at before anything is read
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(255, 255, 255, 255, 6);
1
