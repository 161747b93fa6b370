// attack: Advises the kernel on the parent's memory through a descriptor of its process.
// group: parent
// at none: gets-through
// uses: native
// needs: x64, root

var process = Native.Call(434, Stage.Parent, 0);
process < 0 ? null : Native.Looked(Native.Call(440, process, Native.Words(Stage.Memory & ~4095, 4096), 1, 20, 0))
