// attack: Asks to trace the parent with arguments that are refused only after the right to do so was found.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

// PTRACE_SEIZE with options no kernel knows: EIO.
Native.Looked(Native.Call(101, 0x4206, Stage.Parent, 0, 1 << 30))
