namespace AgentNotebook.LiteDb.Files;

/// <summary>
/// The operating system's lock on <c>NAME-lock</c>: one process that writes, or any number that read. It goes with its process,
/// however that ends. The file itself stays, because deleting it would let two processes each lock one of its own.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream? _file;

    private StoreLock(FileStream? file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="store">The store's path.</param>
    /// <param name="write">Whether it is for writing.</param>
    /// <param name="patience">How long to wait for another process.</param>
    /// <returns>Null when another process has it and kept it.</returns>
    /// <exception cref="IOException">Locks do not work here.</exception>
    public static StoreLock? Take(string store, bool write, TimeSpan patience)
    {
        var path = store + "-lock";
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryOpen(path, write) is { } file)
            {
                if (write)
                    CheckThatItHolds(file, path);
                return new StoreLock(file);
            }

            if (Environment.TickCount64 >= until)
                return null;
            Thread.Sleep(Pause);
        }
    }

    /// <summary>What a reader has where nothing can be written: nobody else can write there either.</summary>
    public static StoreLock None { get; } = new(null);

    public void Dispose() => _file?.Dispose();

    private static FileStream? TryOpen(string path, bool write)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = write ? FileAccess.ReadWrite : FileAccess.Read,
                Share = write ? FileShare.None : FileShare.Read,
                BufferSize = 0,
            });
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    // Windows: a sharing or a lock violation. Unix: EWOULDBLOCK, which is 11 on Linux and 35 on macOS.
    private static bool IsTaken(IOException error) => (error.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is 32 or 33 : code == (OperatingSystem.IsMacOS() ? 35 : 11));

    // Some network file systems, and a setting of the runtime, take every lock and keep none. A second one must fail.
    private static void CheckThatItHolds(FileStream first, string path)
    {
        using var second = TryOpen(path, write: true);
        if (second is null)
            return;
        first.Dispose();
        throw new IOException($"locks on {path} do not hold, so two processes could write the store at once. Keep the store on a disk of this machine, and leave DOTNET_SYSTEM_IO_DISABLEFILELOCKING unset.");
    }
}
