// attack: Enters the kernel by the gate of 32-bit programs, whose calls have other numbers.
// group: processes
// at none: depends: not every kernel runs 32-bit programs
// uses: native
// needs: x64

// push rbx; mov eax,20; int 0x80; pop rbx; cdqe; ret: getpid.
var id = Native.Run(0x53, 0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0x5B, 0x48, 0x98, 0xC3);
id > 0 ? $"the gate is open: this is process {id}" : null
