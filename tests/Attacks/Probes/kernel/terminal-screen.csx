// attack: Pastes into a console by the ioctl TIOCLINUX.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(16, 0, 0x541C, Native.Text("x")))
