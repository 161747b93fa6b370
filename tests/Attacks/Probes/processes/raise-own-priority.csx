// attack: Changes its own scheduling to the kind for batches.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(144, 0, 3, Native.Zeros(8)))
