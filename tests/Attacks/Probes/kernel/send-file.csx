// attack: Copies between descriptors inside the kernel.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(40, -1, -1, 0, 1)) ?? Native.Looked(Native.Call(326, -1, 0, -1, 0, 1, 0))
