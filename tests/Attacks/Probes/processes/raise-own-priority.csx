// attack: Changes its own scheduling to the kind for batches. A faked success is none: it is read back.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

Native.Call(144, 0, 3, Native.Zeros(8));
Native.Call(145, 0) == 3 ? "this thread is scheduled as a batch" : null
