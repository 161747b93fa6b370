// attack: Asks to set the clock to an invalid time.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(164, Native.Words(0, -1), 0)) ?? Native.Looked(Native.Call(227, 0, Native.Words(0, -1)))
