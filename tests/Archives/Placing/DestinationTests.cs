using AgentNotebook.Archives.Tests.Support;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Placing;

/// <summary>Where an archive may come from and go to, and what is left when it does not get there.</summary>
public sealed class DestinationTests
{
    private static readonly ArchiveExtractor _extractor = new();

    [LinuxFact]
    public async Task folders_above_the_destination_are_made()
    {
        using var scene = new Scene(TarOf("file"));
        var report = await UnpackAsync(scene, Path.Combine(scene.Root, "not/there/yet"));
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal("escaped", await File.ReadAllTextAsync(Path.Combine(scene.Root, "not/there/yet/file")));
        Assert.Equal(["archive", "destination-of-another", "not", "outside"], Names(scene.Root));
        Assert.Equal(["there"], Names(Path.Combine(scene.Root, "not")));
        Assert.Equal(["yet"], Names(Path.Combine(scene.Root, "not/there")));
    }

    [LinuxFact]
    public async Task when_the_archive_is_refused_no_folder_above_the_destination_is_left()
    {
        using var scene = new Scene(TarOf("../file"));
        var before = scene.Snapshot();
        var report = await UnpackAsync(scene, Path.Combine(scene.Root, "not/there/yet"));
        Assert.False(report.Succeeded);
        Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
    }

    [LinuxFact]
    public async Task what_is_in_the_destination_stays_beside_what_comes()
    {
        using var scene = new Scene(Tar.Directory("folder").File("folder/new", "x").File("other", "y").Ended);
        Directory.CreateDirectory(Path.Combine(scene.Destination, "folder"));
        await File.WriteAllTextAsync(Path.Combine(scene.Destination, "folder/mine"), "mine");
        var report = await UnpackAsync(scene, scene.Destination);
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal([".", "folder", "folder/mine", "folder/new", "other"], TreeSnapshot.Of(scene.Destination).Keys);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(scene.Destination, "folder/mine")));
    }

    [LinuxFact]
    public async Task with_leave_to_overwrite_files_are_replaced_and_others_stay()
    {
        using var scene = new Scene(Tar.File("a", "new").File("c/d", "new").Ended);
        Directory.CreateDirectory(Path.Combine(scene.Destination, "c"));
        foreach (var file in new[] { "a", "b", "c/d", "c/e" })
        {
            await File.WriteAllTextAsync(Path.Combine(scene.Destination, file), "old");
        }

        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, Overwrite = true });
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal(["new", "old", "new", "old"], new[] { "a", "b", "c/d", "c/e" }.Select(file => File.ReadAllText(Path.Combine(scene.Destination, file))));
        Assert.Equal(["archive", "destination", "destination-of-another", "outside"], Names(scene.Root));
    }

    [LinuxFact]
    public async Task a_destination_that_is_a_file_is_an_error()
    {
        using var scene = new Scene(TarOf("file"));
        await File.WriteAllTextAsync(scene.Destination, "mine");
        var before = scene.Snapshot();
        await Assert.ThrowsAsync<IOException>(() => UnpackAsync(scene, scene.Destination));
        Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
    }

    [LinuxTheory]
    [InlineData("missing")]
    [InlineData("outside")]
    [InlineData("pipe")]
    public async Task an_archive_that_is_no_file_is_an_error_and_never_waited_for(string name)
    {
        using var scene = new Scene(TarOf("file"));
        Posix.MakePipe(Path.Combine(scene.Root, "pipe"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => _extractor.ExtractAsync(new ExtractionRequest { Archive = Path.Combine(scene.Root, name), Destination = scene.Destination }).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(Directory.Exists(scene.Destination));
    }

    [LinuxFact]
    public async Task when_it_is_cancelled_nothing_is_left()
    {
        var tar = Tar;
        for (var number = 0; number < 20_000; number++)
        {
            tar.File($"file{number}", "x");
        }

        using var scene = new Scene(tar.Ended);
        var before = scene.Snapshot();
        using var cancel = new CancellationTokenSource();
        var unpacking = _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination }, progress: null, cancel.Token);

        // Not before something has been written.
        while (!unpacking.IsCompleted && !Directory.EnumerateFiles(scene.Root, "file1", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true }).Any())
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unpacking);
        Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
    }

    private static Task<ExtractionReport> UnpackAsync(Scene scene, string destination) => _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = destination });

    private static IEnumerable<string?> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
