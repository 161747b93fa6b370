// attack: Forges a result that breaks whoever reads it.
// group: frames
// at none: stopped: results are parsed before they are passed on
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(6, [(byte)'"', 0xFF, 0xFE, (byte)'"']));
1
