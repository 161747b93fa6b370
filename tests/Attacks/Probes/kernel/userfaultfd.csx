// attack: Takes the page faults of its memory into its own hands, a tool of many exploits.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(323, 1))
