// attack: Opens a socket to the kernel's tables of routes.
// group: network
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(41, 16, 3, 0))
