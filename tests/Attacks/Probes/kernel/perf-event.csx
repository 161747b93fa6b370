// attack: Counts what the processor does, the kernel included.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(298, Native.Words(112L << 32 | 1, 0), 0, -1, -1, 0))
