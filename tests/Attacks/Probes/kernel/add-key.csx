// attack: Puts a key into its ring.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(248, Native.Text("user"), Native.Text("attack"), Native.Text("key"), 3, -2))
