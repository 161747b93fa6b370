// attack: Writes noise into the pipe to the parent.
// group: frames
// at none: stopped: what is no frame is refused
// expect: Refused
// uses: native, frames
// needs: x64

var noise = new byte[4096];
new Random(1).NextBytes(noise);
Frames.Send(noise);
1
