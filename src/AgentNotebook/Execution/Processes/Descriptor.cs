namespace AgentNotebook.Execution.Processes;

/// <summary>A file descriptor of this process that no child inherits.</summary>
internal sealed class Descriptor : IDisposable
{
    private int _number;

    internal Descriptor(int number) => _number = number;

    ~Descriptor() => Dispose();

    internal int Number => _number;

    /// <summary>A pipe: the end to read from, and the end to write to.</summary>
    internal static unsafe (Descriptor Read, Descriptor Write) Pipe()
    {
        var ends = stackalloc int[2];
        LinuxCalls.Demand(LinuxCalls.MakePipe(ends, LinuxCalls.CloseOnExec), "pipe2");
        return (new Descriptor(ends[0]), new Descriptor(ends[1]));
    }

    /// <summary>An unnamed file in memory with <paramref name="content"/>, to be read from its beginning.</summary>
    internal static unsafe Descriptor InMemory(byte[] content)
    {
        var file = new Descriptor(LinuxCalls.Demand(LinuxCalls.MakeMemoryFile("filter", LinuxCalls.MemoryFileCloseOnExec), "memfd_create"));
        fixed (byte* bytes = content)
        {
            if (LinuxCalls.WriteAt(file.Number, bytes, content.Length, 0) != content.Length)
            {
                file.Dispose();
                throw new IOException("A file in memory could not be written.");
            }
        }

        return file;
    }

    /// <summary>Gives the number away: whoever took it closes it.</summary>
    internal int Release()
    {
        GC.SuppressFinalize(this);
        return Interlocked.Exchange(ref _number, -1);
    }

    public void Dispose()
    {
        if (Release() is >= 0 and var number)
        {
            _ = LinuxCalls.Close(number);
        }
    }
}
