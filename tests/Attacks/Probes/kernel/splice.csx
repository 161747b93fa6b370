// attack: Moves bytes between descriptors inside the kernel, by calls that once wrote to read-only files.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(275, -1, 0, -1, 0, 1, 0)) ?? Native.Looked(Native.Call(278, -1, 0, 1, 0)) ?? Native.Looked(Native.Call(276, -1, -1, 1, 0))
