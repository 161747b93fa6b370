// attack: Enters a user namespace of its own, in which it is root.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(272, 0x10000000))
