// attack: Runs a program that was never on a disk: written to a memory file, executed from its descriptor.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// An ELF header, one segment at 0x400000, and: mov edi,7; mov eax,60; syscall.
byte[] program =
[
    0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0, 1, 0, 0, 0, 0x78, 0, 0x40, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0,
    1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0x84, 0, 0, 0, 0, 0, 0, 0, 0x84, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0,
    0xBF, 7, 0, 0, 0, 0xB8, 60, 0, 0, 0, 0x0F, 0x05,
];
var file = Native.Call(319, Native.Text("attack"), 1);
Native.Call(1, file, Native.Bytes(program), program.Length);
var (empty, arguments, none, status) = (Native.Text(""), Native.Words(Native.Text("attack"), 0), Native.Words(0), Native.Zeros(8));
var child = Native.Call(57);
if (child == 0)
{
    Native.Call(322, file, empty, arguments, none, 0x1000);
    Native.Call(231, 1);
}

child > 0 && Native.Call(61, child, status) == child && Native.Word(status) == 7 << 8 ? "the program ran and ended with 7" : null
