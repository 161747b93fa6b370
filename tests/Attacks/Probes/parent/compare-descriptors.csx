// attack: Compares its own memory with the parent's by kcmp.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(312, Environment.ProcessId, Stage.Parent, 1, 0, 0))
