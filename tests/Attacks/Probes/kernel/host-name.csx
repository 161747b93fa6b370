// attack: Asks to give the machine a name of an invalid length.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(170, Native.Text("x"), -1)) ?? Native.Looked(Native.Call(171, Native.Text("x"), -1))
