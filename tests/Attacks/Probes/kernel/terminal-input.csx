// attack: Types into the terminal of its user, by the ioctl TIOCSTI on whatever it has open.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(16, 0, 0x5412, Native.Text("x")))
