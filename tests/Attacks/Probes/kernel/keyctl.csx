// attack: Asks for its ring of keys.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(250, 0, -3, 1))
