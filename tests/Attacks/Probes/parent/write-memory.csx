// attack: Overwrites the parent's memory by process_vm_writev.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(311, Stage.Parent, Native.Words(Native.Text("changed"), 7), 1, Native.Words(Stage.Memory, 7), 1, 0))
