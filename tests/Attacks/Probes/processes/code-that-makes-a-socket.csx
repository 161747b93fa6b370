// attack: Makes a socket from machine code of its own, past every library.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// mov edi,2; mov esi,1; xor edx,edx; mov eax,41; syscall; ret
Native.Succeeded(Native.Run(0xBF, 2, 0, 0, 0, 0xBE, 1, 0, 0, 0, 0x31, 0xD2, 0xB8, 41, 0, 0, 0, 0x0F, 0x05, 0xC3))
