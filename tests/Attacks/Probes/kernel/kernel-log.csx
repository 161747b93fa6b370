// attack: Asks for the kernel's log.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(103, 10, 0, 0))
