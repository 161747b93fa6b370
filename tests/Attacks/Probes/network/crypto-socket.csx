// attack: Opens a socket to the kernel's ciphers.
// group: network
// at none: depends: not every kernel has such sockets
// uses: native
// needs: x64

Native.Succeeded(Native.Call(41, 38, 5, 0))
