// attack: Asks the kernel for a key, which may start a program.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(249, Native.Text("user"), Native.Text("agentnb-no-such-key"), 0, -2))
