using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>A tree as people pack it: nested and empty folders, programs, long and foreign names, links, holes, fractions of seconds.</summary>
internal sealed class GoodTree : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly DateTime _time = new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc).AddTicks(1_234_567);

    private readonly TemporaryFolder _folder = new();

    public GoodTree(TreeParts parts)
    {
        Directory.CreateDirectory(Root);
        Write("readme.txt", "read me\n"u8.ToArray());
        Write("empty", []);
        Write("folder/nested/deep/file", "deep\n"u8.ToArray());
        Write("folder/program", "#!/bin/sh\n"u8.ToArray(), Readable | Executable | UnixFileMode.UserWrite);
        Write("folder/read-only", "read only\n"u8.ToArray(), Readable);
        Write("folder/private", "private\n"u8.ToArray(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("folder/of-a-group", "shared\n"u8.ToArray(), Readable | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute);
        Write("Gr\u00fc\u00dfe/\u65e5\u672c\u8a9e \ud83c\udf89.txt", "\u65e5\u672c\u8a9e\n"u8.ToArray());
        Write("with space and 'quotes' [x] {y} $z", "x"u8.ToArray());
        Write("block", new byte[512]);
        Write("noise", Noise(1_000_003));
        Directory.CreateDirectory(In("empty-folder/also-empty"));

        if (parts.HasFlag(TreeParts.SplitNames))
        {
            Write($"{new string('s', 70)}/{new string('t', 70)}/{new string('u', 60)}", "split\n"u8.ToArray());
        }

        if (parts.HasFlag(TreeParts.LongNames))
        {
            Write(new string('l', 150), "long\n"u8.ToArray());
            Write(string.Join('/', Enumerable.Repeat(new string('p', 90), 5)), "longer\n"u8.ToArray());
        }

        if (parts.HasFlag(TreeParts.SymbolicLinks))
        {
            File.CreateSymbolicLink(In("link-to-file"), "folder/nested/deep/file");
            File.CreateSymbolicLink(In("link-to-folder"), "folder");
            File.CreateSymbolicLink(In("folder/link-up"), "../readme.txt");
            if (parts.HasFlag(TreeParts.LongNames))
            {
                File.CreateSymbolicLink(In("long-link"), string.Join('/', Enumerable.Repeat(new string('p', 90), 5)));
            }
        }

        if (parts.HasFlag(TreeParts.HardLinks))
        {
            Posix.Link(In("folder/program"), In("second-name"));
            Posix.Link(In("folder/program"), In("third-name"));
        }

        if (parts.HasFlag(TreeParts.Holes))
        {
            WriteHoles("holes", 6 << 20, 0, 3_000_000, (6 << 20) - 100);
            WriteHoles("hole-at-the-end", 5 << 20, 1 << 20);
            WriteHoles("many-holes", 2 << 20, [.. Enumerable.Range(0, 60).Select(piece => piece * 32_768)]);
            WriteHoles("only-a-hole", 1 << 20);
        }

        SetTimes(count => _time.AddSeconds(3601 * count));
    }

    /// <summary>The folder that is packed.</summary>
    public string Root => _folder.In("tree");

    /// <summary>Where the archive shall be.</summary>
    public string Archive => _folder.In("archive");

    /// <summary>Where it is unpacked.</summary>
    public string Unpacked => _folder.In("unpacked");

    /// <summary>All that is in it, folders before what is in them; the framework's own search would follow links.</summary>
    public IEnumerable<string> Paths => TreeSnapshot.Of(Root, withTimes: false).Keys.Where(path => path != ".");

    public void Dispose() => _folder.Dispose();

    /// <summary>Gives everything that is no link a time.</summary>
    public void SetTimes(Func<int, DateTime> time)
    {
        // What is in a folder before the folder: to write there changes its time.
        var count = 0;
        foreach (var path in Paths.Reverse().Select(In).Append(Root).Where(path => new FileInfo(path).LinkTarget is null))
        {
            (Directory.Exists(path) ? (Action<string, DateTime>)Directory.SetLastWriteTimeUtc : File.SetLastWriteTimeUtc)(path, time(count++));
        }
    }

    private string In(string path) => Path.Combine(Root, path);

    private void Write(string path, byte[] content, UnixFileMode mode = Readable | UnixFileMode.UserWrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllBytes(In(path), content);
        File.SetUnixFileMode(In(path), mode);
    }

    private void WriteHoles(string path, int size, params int[] pieces)
    {
        using var file = File.Create(In(path));
        file.SetLength(size);
        foreach (var piece in pieces)
        {
            file.Position = piece;
            file.Write(Noise(100));
        }
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
