using System.Runtime.InteropServices;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Extracting;

/// <summary>Writes below one folder, whatever somebody else does to the tree meanwhile. Linux only.</summary>
internal sealed unsafe class FolderTarget : IExtractionTarget, IDisposable
{
    private const int FolderMode = 0x1FF; // 0777, less the umask
    private const long OmitTime = (1L << 30) - 2;

    private readonly FolderHandle _root;
    private readonly int _masked;
    private int _file = -1;
    private string _path = "";
    private int _mode;
    private bool _endsInHole;
    private long _length;

    /// <summary>Opens the folder, which exists.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal FolderTarget(string folder)
        : this(FolderHandle.Open(folder))
    {
    }

    /// <summary>Takes over a folder that is open.</summary>
    internal FolderTarget(FolderHandle folder) => (_root, _masked) = (folder, Umask());

    public void AddFolder(string path)
    {
        var (above, name) = _root.OpenAbove(path);
        var made = FolderCalls.MakeFolder(above, _root.Name(name), FolderMode);
        Demand(made, path, above);
    }

    public void BeginFile(string path, UnixFileMode mode)
    {
        _file = _root.OpenBelow(path, FolderCalls.WriteOnly | FolderCalls.Create | FolderCalls.Exclusive, (int)mode);
        (_path, _mode, _endsInHole, _length) = (path, (int)mode, false, 0);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                var written = FolderCalls.Write(_file, first + done, bytes.Length - done);
                done += written > 0 ? written : throw FolderHandle.Failed(_path);
            }
        }

        (_endsInHole, _length) = (_endsInHole && bytes.IsEmpty, _length + bytes.Length);
    }

    public void Skip(long bytes)
    {
        _length += bytes;
        _endsInHole = true;
        Demand(FolderCalls.Seek(_file, _length, 0) < 0 ? -1 : 0, _path);
    }

    public void EndFile(DateTimeOffset? modified)
    {
        if (_endsInHole)
        {
            Demand(FolderCalls.SetLength(_file, _length), _path);
        }

        if ((_mode & _masked) != 0)
        {
            // What the umask took away.
            Demand(FolderCalls.SetMode(_file, _mode), _path);
        }

        if (modified is { } time)
        {
            var times = stackalloc long[4];
            Fill(times, time);
            Demand(FolderCalls.SetTimes(_file, times), _path);
        }

        var closed = FolderCalls.Close(_file);
        _file = -1;
        // A full disk may be told only now.
        Demand(closed, _path);
    }

    public void AddSymbolicLink(string path, string target, DateTimeOffset? modified)
    {
        var (above, name) = _root.OpenAbove(path);
        int made;
        fixed (byte* to = System.Text.Encoding.UTF8.GetBytes(target + "\0"))
        {
            made = FolderCalls.MakeLink(to, above, _root.Name(name));
        }

        if (made == 0 && modified is { } time)
        {
            var times = stackalloc long[4];
            Fill(times, time);
            made = FolderCalls.SetTimesAt(above, _root.Name(name), times, FolderCalls.DoNotFollow);
        }

        Demand(made, path, above);
    }

    public void AddHardLink(string path, string file)
    {
        var (from, fromName) = _root.OpenAbove(file);
        var (above, name) = _root.OpenAbove(path);
        int made;
        fixed (byte* source = System.Text.Encoding.UTF8.GetBytes(fromName + "\0"))
        {
            made = FolderCalls.MakeHardLink(from, source, above, _root.Name(name), 0);
        }

        if (made == 0 && new FileFacts(above, _root.Name(name)) is { IsFile: false })
        {
            // Somebody put something else where the file was.
            _ = FolderCalls.Remove(above, _root.Name(name), 0);
            Marshal.SetLastPInvokeError(FolderCalls.TooManyLinks);
            made = -1;
        }

        var error = Marshal.GetLastPInvokeError();
        _root.CloseAbove(from);
        Marshal.SetLastPInvokeError(error);
        Demand(made, path, above);
    }

    public void Complete(IReadOnlyList<(string Path, DateTimeOffset Modified)> folders, IReadOnlyList<string> links)
    {
        foreach (var link in links)
        {
            var followed = FolderCalls.FollowBeneath(_root.Descriptor, _root.Name(link), FolderCalls.PathOnly);
            var error = Marshal.GetLastPInvokeError();
            if (followed >= 0)
            {
                _ = FolderCalls.Close(followed);
            }
            else if (error is FolderCalls.OtherDevice or FolderCalls.TooManyLinks)
            {
                throw new ArchiveRefusedException(
                    error == FolderCalls.OtherDevice ? ArchiveRule.LinkOutside : ArchiveRule.LinkLoop,
                    error == FolderCalls.OtherDevice ? "On the disk it leads outside the destination." : "On the disk links lead on from it without end.",
                    EntryText.Of(link));
            }
        }

        var times = stackalloc long[4];
        for (var index = folders.Count - 1; index >= 0; index--)
        {
            var (path, modified) = folders[index];
            var (above, name) = _root.OpenAbove(path);
            Fill(times, modified);
            var set = FolderCalls.SetTimesAt(above, _root.Name(name), times, FolderCalls.DoNotFollow);
            Demand(set, path, above);
        }
    }

    public void Dispose()
    {
        if (_file >= 0)
        {
            _ = FolderCalls.Close(_file);
        }

        _root.Dispose();
    }

    private static void Fill(long* times, DateTimeOffset modified)
    {
        var ticks = (modified - DateTimeOffset.UnixEpoch).Ticks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        (seconds, rest) = rest < 0 ? (seconds - 1, rest + TimeSpan.TicksPerSecond) : (seconds, rest);
        (times[0], times[1], times[2], times[3]) = (0, OmitTime, seconds, rest * TimeSpan.NanosecondsPerTick);
    }

    private void Demand(int returned, string path, int above)
    {
        var error = Marshal.GetLastPInvokeError();
        _root.CloseAbove(above);
        Marshal.SetLastPInvokeError(error);
        Demand(returned, path);
    }

    private static void Demand(int returned, string path)
    {
        if (returned < 0)
        {
            throw FolderHandle.Failed(path);
        }
    }

    // proc_pid_status(5). Asking by umask(2) would change it for other threads.
    private static int Umask()
    {
        const int Everything = 0x1FF;
        try
        {
            var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Umask:", StringComparison.Ordinal));
            return line is null ? Everything : Convert.ToInt32(line["Umask:".Length..].Trim(), 8);
        }
        catch (IOException)
        {
            return Everything;
        }
    }
}
