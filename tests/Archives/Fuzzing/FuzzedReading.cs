using System.Diagnostics;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Reads an archive to its end in this process, and holds the reader to its bounds.</summary>
internal static class FuzzedReading
{
    // Buffers, tables of the decompressors: those of bzip2 are four bytes for each byte of a block of 900,000.
    private const long FixedBytes = 6 << 20;

    // What an archive makes of a byte: names, entries, their pieces.
    private const long BytesForEach = 400;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(20);

    private static readonly ExtractionLimits _limits = new() { Entries = 500, TotalBytes = 4 << 20, FileBytes = 4 << 20, AllNamesBytes = 1 << 20, RatioAllowance = 1 << 20 };

    /// <summary>Reads it as the extractor does.</summary>
    /// <returns>What is refused first; <see langword="null"/> when nothing is.</returns>
    public static ArchiveRefusal? Judge(byte[] archive, bool keepGoing, Bounds? bounds = null)
    {
        using var stream = new MemoryStream(archive, writable: false);
        var report = Bounded(archive, bounds, () => Extraction.Run(stream, ArchivePolicy.Data, _limits, target: null, keepGoing));
        foreach (var refusal in report.Refusals)
        {
            AssertSound(refusal);
        }

        Assert.False(report.Written);
        Assert.True(keepGoing || report.Refusals.Count <= 1);
        return report.Refusals.FirstOrDefault();
    }

    /// <summary>Reads entries and their content, and nothing else.</summary>
    /// <returns>How many entries there are, and what ended the reading; <see langword="null"/> when it was the archive's end.</returns>
    public static (int Entries, ArchiveRefusal? Refusal) Read(byte[] archive, Bounds? bounds = null)
    {
        using var stream = new MemoryStream(archive, writable: false);
        return Bounded(archive, bounds, () => ReadAll(stream));
    }

    private static (int Entries, ArchiveRefusal? Refusal) ReadAll(Stream stream)
    {
        var entries = 0;
        var buffer = new byte[10_000];
        try
        {
            using var reader = ArchiveReader.Open(stream, _limits);
            while (reader.Next() is { } entry)
            {
                entries++;
                Assert.InRange(entry.Offset, 0, long.MaxValue);

                // Now and then content is left unread, which passes over it.
                while (entries % 3 > 0 && reader.Read(buffer) > 0)
                {
                }
            }

            return (entries, null);
        }
        catch (ArchiveRefusedException refused)
        {
            AssertSound(refused.Refusal);
            return (entries, refused.Refusal);
        }
    }

    private static T Bounded<T>(byte[] archive, Bounds? bounds, Func<T> read)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        bounds?.Met(allocated, watch.Elapsed);
        Assert.True(allocated <= FixedBytes + BytesForEach * archive.Length, $"{allocated:N0} bytes of memory for {archive.Length:N0} of archive");
        Assert.True(watch.Elapsed < _longest, $"{watch.Elapsed} for {archive.Length:N0} bytes");
        return result;
    }

    private static void AssertSound(ArchiveRefusal refusal)
    {
        Assert.InRange(refusal.Offset, -1, long.MaxValue);
        Assert.NotEmpty(refusal.Message);
        Assert.True(refusal.Rule is not (ArchiveRule.ExtractorFailed or ArchiveRule.WriteFailed or ArchiveRule.TreeChanged), refusal.ToString());
        Assert.DoesNotContain(refusal.Message + refusal.Entry, char.IsControl);
    }
}
