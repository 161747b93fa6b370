// System calls by number, through the C library that is loaded already: no file is looked for. Numbers are those of x86-64.
static unsafe class Native
{
    public const int Refused = 1, Forbidden = 13, Missing = 38;
    private static readonly delegate* unmanaged<long, long, long, long, long, long, long, long> _syscall =
        (delegate* unmanaged<long, long, long, long, long, long, long, long>)Export("syscall");

    // Of the C library by the program that loaded it.
    public static nint Export(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);

    // What the kernel answers: a value, or an error as its negative number.
    public static long Call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0)
    {
        var value = _syscall(number, a, b, c, d, e, f);
        return value == -1 ? -Marshal.GetLastSystemError() : value;
    }

    // The bytes of a text, with a zero at the end, where the collector does not move them.
    public static long Text(string text) => Marshal.StringToCoTaskMemUTF8(text);

    public static long Bytes(params byte[] bytes)
    {
        var memory = Zeros(bytes.Length);
        Marshal.Copy(bytes, 0, (nint)memory, bytes.Length);
        return memory;
    }

    public static long Words(params long[] words) => Bytes([.. words.SelectMany(BitConverter.GetBytes)]);

    public static long Zeros(int count) => (long)(nint)NativeMemory.AllocZeroed((nuint)count);

    public static string Ascii(long memory, int count) => Encoding.ASCII.GetString((byte*)memory, count);

    public static long Word(long memory) => *(long*)memory;

    // Proof that the call succeeded.
    public static string Succeeded(long answer) => answer >= 0 ? $"the call answered {answer}" : null;

    // Proof that the kernel's own code looked at the arguments, even if it did not like them.
    public static string Looked(long answer) => answer switch
    {
        >= 0 => $"the call answered {answer}",
        -Refused or -Forbidden or -Missing => null,
        _ => $"the kernel looked at it and answered error {-answer}",
    };

    // Reads a little from a descriptor.
    public static string Read(long descriptor)
    {
        var buffer = Zeros(256);
        var count = descriptor < 0 ? -1 : Call(0, descriptor, buffer, 256);
        return count > 0 ? $"read {count} bytes: {Ascii(buffer, (int)count)}" : null;
    }

    // Calls a function of the C library by its name.
    public static long Invoke(string export, long a = 0, long b = 0, long c = 0, long d = 0) =>
        ((delegate* unmanaged<long, long, long, long, long>)Export(export))(a, b, c, d);

    // Runs machine code, put into memory that can be written and run.
    public static long Run(params byte[] code)
    {
        var memory = Call(9, 0, 4096, 7, 0x22, -1, 0);
        if (memory < 0)
        {
            return memory;
        }

        Marshal.Copy(code, 0, (nint)memory, code.Length);
        return ((delegate* unmanaged<long>)memory)();
    }
}
