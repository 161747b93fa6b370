// attack: Enters a network namespace of its own.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(272, 0x40000000 | 0x10000000))
