// attack: Makes itself a real-time process, which starves all others.
// group: processes
// at none: gets-through
// uses: native
// needs: x64, root

Native.Succeeded(Native.Call(144, 0, 1, Native.Words(1)))
