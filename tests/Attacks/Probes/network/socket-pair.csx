// attack: Makes a pair of connected sockets, which can carry descriptors.
// group: network
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(53, 1, 1, 0, Native.Zeros(8)))
