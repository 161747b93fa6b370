// attack: Connects to a listener of the parent by raw calls.
// group: network
// at none: gets-through
// uses: native
// needs: x64

var socket = Native.Call(41, 2, 1, 0);
var address = Native.Bytes(2, 0, (byte)(Stage.TcpPort >> 8), (byte)(Stage.TcpPort & 255), 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
Native.Call(42, socket, address, 16) == 0 ? Native.Read(socket) : null
