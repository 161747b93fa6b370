// attack: Looks for a file its parent had open and handed down.
// group: descriptors
// at none: stopped: the parent marks all it has open close-on-exec before it starts a worker
// expect: Completed
// uses: native
// needs: x64

var buffer = Native.Zeros(64);
var found = Enumerable.Range(0, 1024).FirstOrDefault(descriptor => Native.Call(17, descriptor, buffer, 64, 0) > 0 && Native.Ascii(buffer, 7) == "secret-", -1);
found >= 0 ? $"descriptor {found} says {Native.Ascii(buffer, 40)}" : null
