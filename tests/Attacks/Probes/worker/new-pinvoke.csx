// attack: Declares a function of the C library of its own.
// group: worker
// at none: gets-through

static class Own
{
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    public static extern int Open(string path, int flags);
}

Own.Open("/etc/passwd", 0) is >= 0 and var descriptor ? $"opened as {descriptor}" : null
