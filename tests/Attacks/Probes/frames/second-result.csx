// attack: Forges a result before its own.
// group: frames
// at none: stopped: a second result is refused
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(6, (byte)'1'));
2
