// attack: Enters a namespace by a descriptor that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(308, -1, 0))
