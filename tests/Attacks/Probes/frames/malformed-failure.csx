// attack: Forges an exception whose inside is noise.
// group: frames
// at none: stopped: what cannot be decoded is refused
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(8, [.. Enumerable.Repeat((byte)0x7F, 200)]));
1
