// attack: Asks to restart the machine, with a number that makes the kernel refuse it as invalid.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(169, 1, 2, 3, 0))
