// attack: Opens a socket to the host of this virtual machine.
// group: network
// at none: depends: not every kernel has such sockets
// uses: native
// needs: x64

Native.Succeeded(Native.Call(41, 40, 1, 0))
