// attack: Looks for a socket its parent listens on, and accepts in its place.
// group: descriptors
// at none: stopped: the parent marks all it has open close-on-exec before it starts a worker
// expect: Completed
// uses: native
// needs: x64

// getsockname, getsockopt, accept4 with SOCK_NONBLOCK: any answer but "not a socket" and a refusal is a find.
var buffer = Native.Words(128);
string Try(int descriptor) => new[] { Native.Call(51, descriptor, Native.Zeros(128), buffer), Native.Call(288, descriptor, 0, 0, 0x800) }.Any(answer => answer is >= 0 or -11) ? $"descriptor {descriptor} is a socket" : null;
Enumerable.Range(0, 1024).Select(Try).FirstOrDefault(found => found is not null)
