// attack: Forges a result nested a hundred thousand deep.
// group: frames
// at none: stopped: the depth of results is bounded
// expect: Refused
// uses: native, frames
// needs: x64

Frames.Send(Frames.Frame(6, [.. Enumerable.Repeat((byte)'[', 100_000), .. Enumerable.Repeat((byte)']', 100_000)]));
1
