using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>Unpacks what another program packed, and compares it with what was packed.</summary>
internal static class Unpacking
{
    private static readonly ArchiveExtractor _extractor = new();

    /// <param name="tree">What was packed.</param>
    /// <param name="format">What the extractor shall find it to be.</param>
    /// <param name="precision">How exact the archive's times are.</param>
    /// <param name="holes">Whether holes of files are holes in the archive.</param>
    /// <param name="foldersHaveTimes">Whether folders are in the archive, and with them their times.</param>
    public static async Task AssertIdenticalAsync(GoodTree tree, string format, TimePrecision precision, bool holes = false, bool foldersHaveTimes = true)
    {
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = tree.Archive, Destination = tree.Unpacked });

        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.True(report.Written);
        Assert.Equal(format, report.Format);
        var packed = TreeSnapshot.Of(tree.Root, withTimes: false);
        Assert.Equal(packed.Select(item => $"{item.Key}: {AsUnpacked(item.Value)}"), TreeSnapshot.Of(tree.Unpacked, withTimes: false).Select(item => $"{item.Key}: {AsUnpacked(item.Value)}"));
        foreach (var (path, kind) in packed.Where(item => !item.Value.StartsWith("link", StringComparison.Ordinal)))
        {
            var (source, copy) = (Path.Combine(tree.Root, path), Path.Combine(tree.Unpacked, path));
            // The destination is not the archive's: its time is left to the system.
            if (path != "." && (foldersHaveTimes || kind.StartsWith("file", StringComparison.Ordinal)))
            {
                AssertSameTime(source, copy, precision);
            }

            if (kind.StartsWith("file", StringComparison.Ordinal))
            {
                Assert.True(Mode(kind) is var mode && Convert.ToInt32(mode, 8) is var bits && Expected(bits) == (int)File.GetUnixFileMode(copy), $"{path}: {mode} became {File.GetUnixFileMode(copy)}");
                Assert.True(!holes || Posix.AllocatedBytes(copy) <= Posix.AllocatedBytes(source) + (64 << 10), $"{path}: {Posix.AllocatedBytes(copy):N0} bytes on the disk, {Posix.AllocatedBytes(source):N0} before");
            }
        }

        // Folders that only their files speak of are no entries.
        Assert.Equal(packed.Where(item => foldersHaveTimes || !item.Value.StartsWith("folder", StringComparison.Ordinal)).Select(item => item.Key).Where(path => path != "."), report.Entries.Where(entry => foldersHaveTimes || entry.Kind != EntryKind.Folder).Select(entry => entry.Path).Order(StringComparer.Ordinal));
        AssertSameLinks(tree);
    }

    // As PEP 706 has it: nothing special, no writing by others, no running by others of what its owner does not run, and the owner reads and writes.
    private static int Expected(int mode)
    {
        mode &= 0x1ed;
        return ((mode & 0x40) == 0 ? mode & ~0x49 : mode) | 0x180;
    }

    // Modes are compared by themselves; those of folders are the system's own.
    private static string AsUnpacked(string description)
    {
        var words = description.Split(' ');
        return words[0] switch
        {
            "folder" => "folder",
            "file" => $"file {words[2]} {words[3]}",
            _ => description,
        };
    }

    private static string Mode(string description) => description.Split(' ')[1];

    private static void AssertSameTime(string source, string copy, TimePrecision precision)
    {
        var (packed, unpacked) = (File.GetLastWriteTimeUtc(source), File.GetLastWriteTimeUtc(copy));
        var unit = precision switch
        {
            TimePrecision.Exact => 1,
            TimePrecision.Microsecond => TimeSpan.TicksPerMicrosecond,
            TimePrecision.Second => TimeSpan.TicksPerSecond,
            _ => 2 * TimeSpan.TicksPerSecond,
        };
        Assert.True(Math.Abs(packed.Ticks - unpacked.Ticks) < unit, $"{copy}: {unpacked:O}, {packed:O} before");
    }

    private static void AssertSameLinks(GoodTree tree)
    {
        var second = Path.Combine(tree.Root, "second-name");
        if (File.Exists(second) && Posix.Links(Path.Combine(tree.Unpacked, "second-name")) > 1)
        {
            Assert.Equal(Posix.Inode(Path.Combine(tree.Unpacked, "folder", "program")), Posix.Inode(Path.Combine(tree.Unpacked, "second-name")));
            Assert.Equal(3u, Posix.Links(Path.Combine(tree.Unpacked, "third-name")));
        }
    }
}
