using AgentNotebook.Execution;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Execution;

public sealed class ArtifactFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-artifacts-");

    private string Target => Path.Combine(_folder.FullName, "out", "deep");

    [Fact]
    public void artifacts_become_files_of_their_names()
    {
        var files = ArtifactFolder.Save([Artifact("a b.txt", 1, 2), Artifact("π", 3)], Target, overwrite: false);

        Assert.Equal([Path.Combine(Target, "a b.txt"), Path.Combine(Target, "π")], files);
        Assert.Equal([1, 2], File.ReadAllBytes(files[0]));
        Assert.Equal(2, Directory.GetFileSystemEntries(Target).Length);
    }

    [Fact]
    public void a_file_that_is_there_is_replaced_only_when_that_was_asked_for_and_else_nothing_is_written()
    {
        ArtifactFolder.Save([Artifact("taken", 1)], Target, overwrite: false);

        var message = Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact("new", 2), Artifact("taken", 2)], Target, overwrite: false)).Message;
        Assert.Contains("--overwrite", message, StringComparison.Ordinal);
        Assert.Equal("taken", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Target))));

        ArtifactFolder.Save([Artifact("taken", 2)], Target, overwrite: true);
        Assert.Equal([2], File.ReadAllBytes(Path.Combine(Target, "taken")));
    }

    [LinuxFact]
    public void a_link_is_never_followed()
    {
        Directory.CreateDirectory(Target);
        var outside = Path.Combine(_folder.FullName, "outside");
        File.WriteAllBytes(outside, [9]);
        File.CreateSymbolicLink(Path.Combine(Target, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(Target, "dangling"), Path.Combine(_folder.FullName, "absent"));

        Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact("link", 1)], Target, overwrite: false));
        Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact("dangling", 1)], Target, overwrite: false));
        ArtifactFolder.Save([Artifact("link", 1), Artifact("dangling", 2)], Target, overwrite: true);

        Assert.Equal([9], File.ReadAllBytes(outside));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "absent")));
        Assert.Null(new FileInfo(Path.Combine(Target, "link")).LinkTarget);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("")]
    public void a_name_that_leads_elsewhere_is_not_written(string name)
    {
        Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact(name, 1)], Target, overwrite: true));
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void a_name_too_long_for_a_file_is_refused() =>
        Assert.Contains("no file can have", Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact(new string('€', 200), 1)], Target, overwrite: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void a_folder_in_the_way_is_named_and_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(Target, "dir"));

        Assert.Contains("folder of that name", Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact("dir", 1)], Target, overwrite: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_place_that_cannot_be_written_leaves_nothing()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        Assert.Contains("cannot be written", Assert.Throws<ExchangeFileException>(() => ArtifactFolder.Save([Artifact("a", 1)], file, overwrite: true)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static GuestArtifact Artifact(string name, params byte[] bytes) => new(name, bytes);
}
