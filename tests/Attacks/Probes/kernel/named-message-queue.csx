// attack: Opens a queue of messages by a name.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(240, Native.Text("agentnb-no-such-queue"), 0, 0, 0))
