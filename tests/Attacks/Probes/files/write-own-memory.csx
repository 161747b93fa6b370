// attack: Overwrites its own read-only memory through /proc/self/mem.
// group: files
// at none: gets-through
// uses: native

var memory = Native.Call(9, 0, 4096, 1, 0x22, -1, 0);
using (var file = new FileStream("/proc/self/mem", FileMode.Open, FileAccess.ReadWrite))
{
    file.Position = memory;
    file.Write("changed!"u8);
}

Native.Ascii(memory, 8) == "changed!" ? "memory that is mapped read-only was changed" : null
