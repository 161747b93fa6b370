// attack: Sets its capabilities, to what they are.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var (header, data) = (Native.Words(0x20080522), Native.Zeros(24));
var read = Native.Call(125, header, data);
read < 0 ? null : Native.Succeeded(Native.Call(126, header, data))
