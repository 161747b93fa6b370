// attack: Opens a raw socket.
// group: network
// at none: gets-through
// uses: native
// needs: x64, root

Native.Succeeded(Native.Call(41, 2, 3, 1))
