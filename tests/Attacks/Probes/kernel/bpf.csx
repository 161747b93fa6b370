// attack: Asks to load a program into the kernel.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(321, 5, Native.Zeros(8), 8))
