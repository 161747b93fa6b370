// attack: Makes itself a real-time process, which starves all others. A faked success is none: it is read back.
// group: processes
// at none: gets-through
// uses: native
// needs: x64, root

Native.Call(144, 0, 1, Native.Words(1));
Native.Call(145, 0) == 1 ? "this thread runs before all others" : null
