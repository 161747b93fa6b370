// attack: Reads from sysinfo how long the machine has been up, its load and its memory.
// group: kernel
// at none: gets-through
// gets through everywhere: the runtime asks the same call for the memory of the machine, and the kernel answers all of it or nothing
// uses: native
// needs: x64

var info = Native.Zeros(256);
Native.Call(99, info) == 0 ? $"the machine has been up for {Native.Word(info)} s" : null
