// attack: Ends in the middle of a frame.
// group: frames
// at none: stopped: half an answer is none
// expect: Crashed
// uses: native, frames
// needs: x64

Frames.Send(100, 0, 0, 0, 6, (byte)'1');
Native.Call(231, 0);
1
