// attack: Starts threads past the runtime, with the smallest stack there is. Ends at 1,024.
// group: bombs
// at none: stopped: the limit on threads holds at every level
// expect: Refused, OutOfMemory
// uses: native
// needs: x64

// nanosleep for ten minutes, in machine code: mov rdi,time; xor esi,esi; mov eax,35; syscall; ret
var (time, thread, attributes, count) = (Native.Words(600, 0), Native.Zeros(8), Native.Zeros(64), 0);
var code = Native.Call(9, 0, 4096, 7, 0x22, -1, 0);
byte[] body = [0x48, 0xBF, .. BitConverter.GetBytes(time), 0x31, 0xF6, 0xB8, 35, 0, 0, 0, 0x0F, 0x05, 0xC3];
Marshal.Copy(body, 0, (nint)code, body.Length);
Native.Invoke("pthread_attr_init", attributes);
Native.Invoke("pthread_attr_setstacksize", attributes, 16384);
while (count < 1024 && (int)Native.Invoke("pthread_create", thread, attributes, code, 0) == 0)
{
    count++;
}

// Long enough for a limit that is looked at now and then.
Thread.Sleep(1000);
count >= 1024 ? $"{count} threads sleep" : null
