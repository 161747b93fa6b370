// attack: Opens a socket that sees every packet.
// group: network
// at none: gets-through
// uses: native
// needs: x64, root

Native.Succeeded(Native.Call(41, 17, 3, 0x300))
