// attack: Opens a file by the gate of 32-bit programs.
// group: processes
// at none: depends: not every kernel runs 32-bit programs
// uses: native
// needs: x64

// The path has to lie below 4 GiB: MAP_32BIT. push rbx; mov ebx,path; xor ecx,ecx; mov eax,5; int 0x80; pop rbx; cdqe; ret
var low = Native.Call(9, 0, 4096, 3, 0x62, -1, 0);
Marshal.Copy("/etc/passwd"u8.ToArray(), 0, (nint)low, 11);
Native.Read(Native.Run([0x53, 0xBB, .. BitConverter.GetBytes((int)low), 0x31, 0xC9, 0xB8, 5, 0, 0, 0, 0xCD, 0x80, 0x5B, 0x48, 0x98, 0xC3]))
