// attack: Binds memory to a node of the machine.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(238, 0, 0, 0)) ?? Native.Succeeded(Native.Call(239, Native.Zeros(8), 0, 0, 0, 0))
