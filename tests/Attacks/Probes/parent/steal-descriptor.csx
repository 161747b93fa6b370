// attack: Takes an open file from the parent through a descriptor of its process.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var process = Native.Call(434, Stage.Parent, 0);
var stolen = process < 0 ? -1 : Native.Call(438, process, Stage.Descriptor, 0);
var buffer = Native.Zeros(64);
stolen >= 0 && Native.Call(17, stolen, buffer, 64, 0) is > 0 and var count ? $"the parent's open file says {Native.Ascii(buffer, (int)count)}" : null
