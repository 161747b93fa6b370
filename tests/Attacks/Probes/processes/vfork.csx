// attack: Splits itself in two by the raw call vfork, from machine code of its own.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// mov eax,58; syscall; test eax,eax; jne +9; xor edi,edi; mov eax,60; syscall; cdqe; ret
var child = Native.Run(0xB8, 58, 0, 0, 0, 0x0F, 0x05, 0x85, 0xC0, 0x75, 9, 0x31, 0xFF, 0xB8, 60, 0, 0, 0, 0x0F, 0x05, 0x48, 0x98, 0xC3);
child > 0 ? $"the other half was {child}" : null
