// attack: Asks to mount a file system of a kind that is not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(165, 0, Native.Text("/"), Native.Text("no-such-kind"), 0, 0))
