using System.Formats.Tar;
using AgentNotebook.Archives;
using AgentNotebook.Execution;
using AgentNotebook.Tests.Execution;
using AgentNotebook.Tests.Execution.Sandbox;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Archives;

/// <summary>What the whole extractor does to a destination, with its process and all.</summary>
public sealed class PlacementTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Destination => Path.Combine(_folder.Path, "out");

    [LinuxFact]
    public async Task a_destination_that_is_not_there_is_made_with_the_folders_above_it()
    {
        var report = await UnpackAsync(Path.Combine("a", "b", "out"), overwrite: false, TarFile.File("f", "new"));
        Assert.True(report.Written);
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "a", "b", "out", "f")));
        Assert.Equal(["a", "archive.tar"], Left());
    }

    [LinuxFact]
    public async Task a_refused_archive_leaves_no_folder_behind()
    {
        var report = await UnpackAsync(Path.Combine("a", "b", "out"), overwrite: false, TarFile.File("f", "new"), TarFile.File("../g", "out"));
        Assert.Equal(ArchiveRule.OutsideDestination, Assert.Single(report.Refusals).Rule);
        Assert.False(report.Written);
        Assert.Equal(["archive.tar"], Left());
    }

    [LinuxFact]
    public async Task a_tree_is_merged_into_folders_that_are_there()
    {
        Write("d/old", "old");
        var report = await UnpackAsync("out", overwrite: false, TarFile.File("d/new", "new"), TarFile.File("e/other", "other"));
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal(["d/new", "d/old", "e/other"], Files());
    }

    [LinuxFact]
    public async Task a_file_that_is_there_stays_and_nothing_else_comes()
    {
        Write("d/old", "old");
        var report = await UnpackAsync("out", overwrite: false, TarFile.File("a", "a"), TarFile.File("d/old", "new"));
        Assert.Equal((ArchiveRule.AlreadyExists, "d/old"), Assert.Single(report.Refusals) is var refusal ? (refusal.Rule, refusal.Entry) : default);
        Assert.Equal(["d/old"], Files());
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(Destination, "d", "old")));
        Assert.Equal(["archive.tar", "out"], Left());
    }

    [LinuxFact]
    public async Task a_file_is_replaced_when_it_may_be()
    {
        Write("d/old", "old");
        var report = await UnpackAsync("out", overwrite: true, TarFile.File("d/old", "new"));
        Assert.True(report.Written);
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Destination, "d", "old")));
        Assert.Equal(["archive.tar", "out"], Left());
    }

    [LinuxFact]
    public async Task nothing_is_written_through_a_link_that_is_there()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        Directory.CreateDirectory(Destination);
        File.CreateSymbolicLink(Path.Combine(Destination, "d"), "../elsewhere");
        var report = await UnpackAsync("out", overwrite: true, TarFile.File("d/f", "new"));
        Assert.Equal(ArchiveRule.AlreadyExists, Assert.Single(report.Refusals).Rule);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "elsewhere")));
    }

    [LinuxFact]
    public async Task a_link_that_leads_out_by_one_that_is_there_is_taken_back_with_all_the_rest()
    {
        Write("old", "old");
        File.CreateSymbolicLink(Path.Combine(Destination, "d"), "..");
        var report = await UnpackAsync("out", overwrite: true, TarFile.File("old", "new"), TarFile.File("g", "new"), TarFile.Link("l", "d/outside"));
        Assert.Equal((ArchiveRule.LinkOutside, "l"), Assert.Single(report.Refusals) is var refusal ? (refusal.Rule, refusal.Entry) : default);
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(Destination, "old")));
        Assert.Equal(["d", "old"], Directory.EnumerateFileSystemEntries(Destination).Select(Path.GetFileName).Order());
    }

    [LinuxFact]
    public async Task links_come_out_as_links_and_times_as_they_were()
    {
        var entry = TarFile.File("d/f", "text", (UnixFileMode)0x1FF);
        entry.ModificationTime = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        var report = await UnpackAsync("out", overwrite: false, entry, TarFile.Link("l", "d/f"), TarFile.HardLink("h", "d/f"));
        Assert.True(report.Written);
        var file = new FileInfo(Path.Combine(Destination, "d", "f"));
        Assert.Equal(entry.ModificationTime.UtcDateTime, file.LastWriteTimeUtc);
        Assert.Equal((UnixFileMode)0x1ED, file.UnixFileMode);
        Assert.Equal("d/f", new FileInfo(Path.Combine(Destination, "l")).LinkTarget);
        Assert.Equal("text", await File.ReadAllTextAsync(Path.Combine(Destination, "h")));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.None)]
    public async Task an_archive_is_unpacked_at_every_level(SandboxLevel level)
    {
        var archive = Path.Combine(_folder.Path, "archive.tar");
        await File.WriteAllBytesAsync(archive, TarFile.Of(TarFile.File("d/f", "new"), TarFile.Link("l", "d")));
        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = archive, Destination = Destination, MinimumLevel = level, MaximumLevel = level });
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal(level, report.Level);
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Destination, "l", "f")));
    }

    [LinuxFact]
    public async Task level_filtered_is_refused_for_it_cannot_tell_folders_apart() =>
        await Assert.ThrowsAsync<ArgumentException>(() => new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = "a", Destination = "b", MinimumLevel = SandboxLevel.Filtered }));

    [LinuxFact]
    public async Task what_an_archive_is_is_found_by_its_content_and_others_are_named()
    {
        var archive = Path.Combine(_folder.Path, "archive.zip");
        await File.WriteAllBytesAsync(archive, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 1, 2, 3]);
        var refusal = Assert.Single((await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = archive, Destination = Destination })).Refusals);
        Assert.Equal(ArchiveRule.UnsupportedFormat, refusal.Rule);
        Assert.Contains("xz", refusal.Message);
        Assert.Contains("SharpCompress", refusal.Message);
    }

    [LinuxFact]
    public async Task progress_ends_where_the_archive_does()
    {
        var archive = Path.Combine(_folder.Path, "archive.tar");
        await File.WriteAllBytesAsync(archive, TarFile.Of(TarFile.File("f", "new")));
        var told = new LastProgress();
        _ = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = archive, Destination = Destination }, told);
        Assert.Equal(new ExtractionProgress(new FileInfo(archive).Length, new FileInfo(archive).Length), told.Last);
    }

    [LinuxFact]
    public async Task what_is_cancelled_leaves_nothing()
    {
        var archive = Path.Combine(_folder.Path, "archive.tar");
        await File.WriteAllBytesAsync(archive, TarFile.Of(TarFile.File("f", "new")));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = archive, Destination = Destination }, cancellationToken: cancelled.Token));
        Assert.Equal(["archive.tar"], Left());
    }

    [LinuxFact]
    public async Task a_destination_that_is_a_file_is_an_error()
    {
        await File.WriteAllTextAsync(Destination, "here");
        Assert.Contains("is no folder", (await Assert.ThrowsAsync<IOException>(() => UnpackAsync("out", overwrite: true, TarFile.File("f", "x")))).Message);
        await Assert.ThrowsAsync<FileNotFoundException>(() => new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = Path.Combine(_folder.Path, "none"), Destination = Destination }));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ExtractionReport> UnpackAsync(string destination, bool overwrite, params TarEntry[] entries)
    {
        var archive = Path.Combine(_folder.Path, "archive.tar");
        await File.WriteAllBytesAsync(archive, TarFile.Of(entries));
        return await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = archive, Destination = Path.Combine(_folder.Path, destination), Overwrite = overwrite });
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(Destination, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private IEnumerable<string> Left() => Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order();

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Destination, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Destination, file)).Order();

    private sealed class LastProgress : IProgress<ExtractionProgress>
    {
        internal ExtractionProgress Last { get; private set; }

        public void Report(ExtractionProgress value) => Last = value;
    }
}
