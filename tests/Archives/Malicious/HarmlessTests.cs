using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>What is taken, but not as it asks to be.</summary>
public sealed class HarmlessTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly ArchiveExtractor _extractor = new();

    /// <summary>Modes that are asked for, and what PEP 706 makes of them.</summary>
    public static TheoryData<string, UnixFileMode> Modes => new()
    {
        { "4755", Runnable },
        { "2755", Runnable },
        { "1755", Runnable },
        { "7777", Runnable },
        { "0777", Runnable },
        { "0666", Readable },
        { "0000", OwnerOnly },
        { "0444", Readable },
        { "0100", OwnerOnly | UnixFileMode.UserExecute },
        { "0011", OwnerOnly },
        { "0655", Readable },
        { "0711", OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute },
        { "0111", OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute },
        { "0022", OwnerOnly },
    };

    [LinuxTheory]
    [MemberData(nameof(Modes))]
    public async Task a_mode_in_a_tar_is_what_PEP_706_makes_of_it(string asked, UnixFileMode given) =>
        await AssertModeAsync(TarOf(new TarEntry("file") { Mode = $"000{asked}\0", Data = "x" }), given);

    [LinuxTheory]
    [MemberData(nameof(Modes))]
    public async Task a_mode_in_a_zip_is_what_PEP_706_makes_of_it(string asked, UnixFileMode given) =>
        await AssertModeAsync(ZipOf(new ZipEntry("file") { Attributes = (0x8000u | Convert.ToUInt32(asked, 8)) << 16, Data = "x" }), given);

    [LinuxTheory]
    [InlineData("0000")]
    [InlineData("7777")]
    [InlineData("0200")]
    public async Task the_mode_of_a_folder_is_the_systems_own(string asked)
    {
        using var scene = new Scene(Tar.Add(new TarEntry("folder") { Type = '5', Mode = $"000{asked}\0" }).File("folder/file", "x").Ended);
        await UnpackAsync(scene);
        var own = Directory.CreateDirectory(Path.Combine(scene.Root, "own"));
        Assert.Equal(own.UnixFileMode, File.GetUnixFileMode(Path.Combine(scene.Destination, "folder")));
    }

    [LinuxFact]
    public async Task a_second_name_does_not_change_the_mode_of_the_file()
    {
        using var scene = new Scene(Tar.Add(new TarEntry("file") { Mode = "0000600\0", Data = "x" }).Add(new TarEntry("link") { Type = '1', LinkName = "file", Mode = "0007777\0" }).Ended);
        await UnpackAsync(scene);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(scene.Destination, "file")));
        Assert.Equal(2u, Posix.Links(Path.Combine(scene.Destination, "file")));
    }

    [LinuxFact]
    public async Task owners_names_and_attributes_are_not_taken_over()
    {
        using var scene = new Scene(Tar
            .Pax(("uid", "12345"), ("uname", "nobody"), ("SCHILY.xattr.user.evil", "x"), ("SCHILY.xattr.security.capability", "\u0001"), ("SCHILY.acl.access", "user::rwx"))
            .Add(new TarEntry("file") { Uid = TarNumber.Octal(12345, 8), UserName = "nobody", Data = "x" }).Ended);
        await UnpackAsync(scene);
        var mine = Path.Combine(scene.Root, "mine");
        await File.WriteAllTextAsync(mine, "x");
        Assert.Equal(Posix.Owner(mine), Posix.Owner(Path.Combine(scene.Destination, "file")));
    }

    [LinuxFact]
    public async Task names_may_have_dots_and_slashes_to_spare()
    {
        using var scene = new Scene(Tar.Directory("./").Directory("./a/").File("a/./b", "x").File("a//c", "y").Ended);
        await UnpackAsync(scene);
        Assert.Equal([".", "a", "a/b", "a/c"], TreeSnapshot.Of(scene.Destination).Keys);
    }

    [LinuxFact]
    public async Task folders_that_the_archive_does_not_name_are_made()
    {
        using var scene = new Scene(TarOf("a/b/c/file"));
        await UnpackAsync(scene);
        Assert.True(File.Exists(Path.Combine(scene.Destination, "a/b/c/file")));
    }

    [LinuxFact]
    public async Task links_that_stay_inside_are_made_as_they_are()
    {
        using var scene = new Scene(Tar.Directory("a").File("a/file", "x").Symlink("a/up", "../top").Symlink("top", "a/file").Symlink("later", "not-yet").File("not-yet", "y").Ended);
        await UnpackAsync(scene);
        Assert.Equal("../top", new FileInfo(Path.Combine(scene.Destination, "a/up")).LinkTarget);
        Assert.Equal("y", await File.ReadAllTextAsync(Path.Combine(scene.Destination, "later")));
    }

    [LinuxFact]
    public async Task with_leave_to_overwrite_a_link_is_replaced_and_not_followed()
    {
        using var scene = new Scene(TarOf("file"));
        Directory.CreateDirectory(scene.Destination);
        File.CreateSymbolicLink(Path.Combine(scene.Destination, "file"), "../outside/secret");
        var outside = TreeSnapshot.Of(scene.Outside);
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, Overwrite = true });
        Assert.Equal(outside, TreeSnapshot.Of(scene.Outside));
        if (report.Succeeded)
        {
            Assert.Null(new FileInfo(Path.Combine(scene.Destination, "file")).LinkTarget);
        }
    }

    [LinuxFact]
    public async Task with_leave_to_overwrite_a_second_name_of_the_file_keeps_what_it_had()
    {
        using var scene = new Scene(TarOf("file"));
        Directory.CreateDirectory(scene.Destination);
        Posix.Link(Path.Combine(scene.Outside, "secret"), Path.Combine(scene.Destination, "file"));
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, Overwrite = true });
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(scene.Outside, "secret")));
        Assert.Equal("escaped", await File.ReadAllTextAsync(Path.Combine(scene.Destination, "file")));
    }

    [LinuxFact]
    public async Task going_on_writes_nothing_even_when_all_is_well()
    {
        using var scene = new Scene(TarOf("file"));
        var before = scene.Snapshot();
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, KeepGoing = true });
        Assert.True(report.Succeeded);
        Assert.Equal(before, scene.Snapshot());
    }

    [LinuxFact]
    public async Task going_on_lists_every_refusal_and_writes_nothing()
    {
        using var scene = new Scene(Tar.File("good", "x").File("../one", "x").Symlink("two", "/etc/passwd").File("fine", "x").Add(new TarEntry("three") { Type = '6' }).Ended);
        var before = scene.Snapshot();
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, KeepGoing = true });
        Assert.Equal([ArchiveRule.OutsideDestination, ArchiveRule.AbsoluteLink, ArchiveRule.SpecialFile], report.Refusals.Select(refusal => refusal.Rule));
        Assert.Equal(["../one", "two", "three"], report.Refusals.Select(refusal => refusal.Entry));
        Assert.Equal([1024L, 2048, 3584], report.Refusals.Select(refusal => refusal.Offset));
        Assert.Equal(["good", "fine"], report.Entries.Select(entry => entry.Path));
        Assert.Equal(before, scene.Snapshot());
    }

    [LinuxFact]
    public async Task listing_writes_nothing()
    {
        using var scene = new Scene(Tar.Directory("a").File("a/b", "x").Ended);
        var before = scene.Snapshot();
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, ListOnly = true });
        Assert.True(report.Succeeded);
        Assert.Equal(["a", "a/b"], report.Entries.Select(entry => entry.Path));
        Assert.Equal(before, scene.Snapshot());
    }

    private static async Task UnpackAsync(Scene scene)
    {
        var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination });
        Assert.True(report.Succeeded, string.Join('\n', report.Refusals));
    }

    private static async Task AssertModeAsync(byte[] archive, UnixFileMode given)
    {
        using var scene = new Scene(archive);
        await UnpackAsync(scene);
        Assert.Equal(given, File.GetUnixFileMode(Path.Combine(scene.Destination, "file")));
    }
}
