// attack: Reads how the clock is kept in step, by the call that also changes it.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(159, Native.Zeros(256))) ?? Native.Succeeded(Native.Call(305, 0, Native.Zeros(256)))
