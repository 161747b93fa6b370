// attack: Reads from sysinfo how many processes the machine has, and its memory.
// group: parent
// at none: gets-through
// gets through at filtered: the calls the runtime itself needs tell the load of the machine
// uses: native
// needs: x64

var info = Native.Zeros(256);
Native.Call(99, info) == 0 ? $"the machine has been up for {Native.Word(info)} s" : null
