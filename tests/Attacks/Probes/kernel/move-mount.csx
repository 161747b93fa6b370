// attack: Moves, changes and picks mounts that are not there.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(429, -1, Native.Text(""), -1, Native.Text(""), 0x44)) ?? Native.Looked(Native.Call(442, -1, Native.Text(""), 0x1000, Native.Zeros(32), 32)) ?? Native.Looked(Native.Call(433, -1, Native.Text(""), 0))
