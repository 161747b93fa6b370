using AgentNotebook.Archives;
using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>Archives that are small and become large are stopped by what comes out of them, in the sandboxed extractor, and leave nothing.</summary>
public sealed class BombTests
{
    private const int Large = 300 << 20;

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("head -c $2 /dev/zero > zeros && 7z a -bd -mx=1 -t7z a.7z zeros > /dev/null && mv a.7z \"$1\"")]
    [InlineData("head -c $2 /dev/zero | xz -T1 -0 > \"$1\"")]
    [InlineData("head -c $2 /dev/zero > zeros && bsdtar -cf - zeros | xz -T1 -0 > \"$1\"")]
    [InlineData("head -c $2 /dev/zero > zeros && bsdtar -cf - zeros | zstd -q > \"$1\"")]
    [InlineData("head -c $2 /dev/zero > zeros && bsdtar --lzip --options=lzip:compression-level=0 -cf \"$1\" zeros")]
    public async Task zeros_that_are_packed_well_are_too_much(string line)
    {
        using var scene = Made(line, Large);
        var refusal = await RefusedAsync(scene, new ExtractionLimits());
        Assert.Contains(refusal.Rule, (ArchiveRule[])[ArchiveRule.RatioTooHigh, ArchiveRule.NotAnArchive, ArchiveRule.TrailingData]);
    }

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("head -c $2 /dev/urandom > noise && 7z a -bd -m0=Copy -t7z a.7z noise > /dev/null && mv a.7z \"$1\"", "total")]
    [InlineData("head -c $2 /dev/urandom > noise && 7z a -bd -m0=Copy -t7z a.7z noise > /dev/null && mv a.7z \"$1\"", "file")]
    [InlineData("head -c $2 /dev/urandom > noise && bsdtar -cf - noise | xz -T1 -0 > \"$1\"", "total")]
    [InlineData("head -c $2 /dev/urandom > noise && bsdtar -cf - noise | zstd -q > \"$1\"", "file")]
    public async Task limits_count_the_bytes_that_come_out(string line, string limit)
    {
        using var scene = Made(line, 3 << 20);
        var refusal = await RefusedAsync(scene, limit == "file" ? new ExtractionLimits { FileBytes = 2 << 20 } : new ExtractionLimits { TotalBytes = 2 << 20 });
        Assert.Equal(limit == "file" ? ArchiveRule.FileTooLarge : ArchiveRule.TooManyBytes, refusal.Rule);
    }

    [LinuxFact]
    public void entries_are_counted()
    {
        var sevenZip = new SevenZipBuilder();
        var rar = new RarBuilder();
        for (var file = 0; file < 1001; file++)
        {
            sevenZip.File($"f{file}", "");
            rar.File($"f{file}", "");
        }

        foreach (var archive in new[] { sevenZip.ToBytes(), rar.Ended })
        {
            Assert.Equal(ArchiveRule.TooManyEntries, Assert.Single(Decoders.Judge(archive, limits: new ExtractionLimits { Entries = 1000 }).Refusals).Rule);
            Assert.Empty(Decoders.Judge(archive, limits: new ExtractionLimits { Entries = 1001 }).Refusals);
        }
    }

    [ToolTheory("zstd", "zstd")]
    [InlineData("tar.zst")]
    public async Task a_window_that_is_too_large_is_refused(string format)
    {
        using var scene = Made("head -c $2 /dev/urandom > noise && bsdtar -cf - noise | zstd -q --ultra -22 --long=31 > \"$1\"", 1 << 20);
        var refusal = await RefusedAsync(scene, new ExtractionLimits());
        Assert.True(refusal.Rule is ArchiveRule.BadData or ArchiveRule.MemoryExceeded, $"{format}: {refusal}");
    }

    [LinuxFact]
    public async Task what_takes_too_long_is_stopped_by_time()
    {
        // Entries that are empty: nothing is too large, there are only very many.
        var tar = Tar;
        for (var file = 0; file < 50_000; file++)
        {
            tar.File($"f{file}");
        }

        using var scene = new Scene(Compressors.Lzip(tar.Ended));
        var refusal = await RefusedAsync(scene, new ExtractionLimits { Time = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(ArchiveRule.TimeExceeded, refusal.Rule);
    }

    private static async Task<ArchiveRefusal> RefusedAsync(Scene scene, ExtractionLimits limits)
    {
        var before = scene.Snapshot();
        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, Limits = limits });
        Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
        Assert.False(report.Written);
        return Assert.Single(report.Refusals);
    }

    private static Scene Made(string line, int size)
    {
        using var folder = new TemporaryFolder();
        Tool.Shell(folder.Path, line, folder.In("made"), $"{size}");
        return new Scene(File.ReadAllBytes(folder.In("made")));
    }
}
