using AgentNotebook.Archives;
using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>Entries of a 7z or a rar that no archive may have are refused by the rules of the formats that are built in.</summary>
public sealed class HostileEntriesTests
{
    private static readonly Dictionary<string, Func<string, byte[]>> _files = new()
    {
        ["7z"] = name => new SevenZipBuilder().File("before").File(name).ToBytes(),
        ["rar-5"] = name => new RarBuilder().File("before").File(name).Ended,
        ["rar-4"] = name => new OldRarBuilder().File("before").File(name).Ended,
    };

    private static readonly (string Name, ArchiveRule Rule)[] _names =
    [
        ("../escaped", ArchiveRule.OutsideDestination),
        ("a/../../escaped", ArchiveRule.OutsideDestination),
        ("a/../b", ArchiveRule.OutsideDestination),
        ("..", ArchiveRule.OutsideDestination),
        ("/tmp/agentnb-archives-escaped", ArchiveRule.AbsolutePath),
        ("//host/share", ArchiveRule.AbsolutePath),
        ("C:/escaped", ArchiveRule.DriveName),
        ("nul.txt", ArchiveRule.ReservedName),
        ("folder/aux", ArchiveRule.ReservedName),
        ("ends in a dot.", ArchiveRule.TrailingDotOrSpace),
        ("ends in a space ", ArchiveRule.TrailingDotOrSpace),
        ("turned\u202etxt.exe", ArchiveRule.ControlCharacter),
        ("new\nline", ArchiveRule.ControlCharacter),
        ("before", ArchiveRule.DuplicateName),
        ("BEFORE", ArchiveRule.CaseCollision),
        ("before/below-a-file", ArchiveRule.PathThroughFile),
        ("slash at the end/", ArchiveRule.HeadersDisagree),
        (".", ArchiveRule.EmptyName),
        (new string('n', 300), ArchiveRule.ComponentTooLong),
        (string.Concat(Enumerable.Repeat("d/", 100)) + "deep", ArchiveRule.TooDeep),
    ];

    public static TheoryData<string, int> EachName
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var format in _files.Keys)
            {
                for (var index = 0; index < _names.Length; index++)
                {
                    data.Add(format, index);
                }
            }

            return data;
        }
    }

    [LinuxTheory]
    [MemberData(nameof(EachName))]
    public void a_name_that_breaks_a_rule_is_refused_by_it(string format, int name)
    {
        var refusal = Assert.Single(Decoders.Judge(_files[format](_names[name].Name)).Refusals);
        Assert.True(refusal.Rule == _names[name].Rule, $"{format}, '{_names[name].Name}': refused for {refusal}, where {_names[name].Rule} was expected");
        Assert.Equal(-1, refusal.Offset);
        Assert.NotEqual("", refusal.Entry);
    }

    [LinuxTheory]
    [InlineData("7z")]
    [InlineData("rar-5")]
    public void a_backslash_separates_nothing(string format) => AssertRefused(_files[format]("..\\escaped"), ArchiveRule.Backslash);

    // RAR 4 comes from DOS: there it does.
    [LinuxFact]
    public void a_backslash_of_an_old_rar_separates() => AssertRefused(_files["rar-4"]("..\\escaped"), ArchiveRule.OutsideDestination);

    [LinuxFact]
    public void links_that_lead_out_are_refused()
    {
        AssertRefused(new SevenZipBuilder().Symlink("link", "../outside").ToBytes(), ArchiveRule.LinkOutside);
        AssertRefused(new SevenZipBuilder().Symlink("link", "/etc").ToBytes(), ArchiveRule.AbsoluteLink);
        AssertRefused(new SevenZipBuilder().Symlink("link", "folder").File("link/through", "x").ToBytes(), ArchiveRule.PathThroughLink);
        AssertRefused(new SevenZipBuilder().Symlink("one", "two").Symlink("two", "one").ToBytes(), ArchiveRule.LinkLoop);
        AssertRefused(new SevenZipBuilder().Symlink("link", new string('l', 70_000)).ToBytes(), ArchiveRule.LinkName);
        AssertRefused(new RarBuilder().Redirected("link", "../outside").Ended, ArchiveRule.LinkOutside);
        AssertRefused(new RarBuilder().Redirected("link", "/etc").Ended, ArchiveRule.AbsoluteLink);
        AssertRefused(new RarBuilder().Redirected("link", "folder").File("link/through").Ended, ArchiveRule.PathThroughLink);
        AssertRefused(new OldRarBuilder().File("link", "../outside", 0xA1FF).Ended, ArchiveRule.LinkOutside);
    }

    [LinuxFact]
    public void links_are_refused_where_none_are_taken()
    {
        byte[][] archives = [new SevenZipBuilder().File("file").Symlink("link", "file").ToBytes(), new RarBuilder().File("file").Redirected("link", "file").Ended];
        Assert.All(archives, archive =>
        {
            Assert.Empty(Decoders.Judge(archive).Refusals);
            Assert.Equal(ArchiveRule.LinkNotAllowed, Assert.Single(Decoders.Judge(archive, ArchivePolicy.Strict).Refusals).Rule);
        });
    }

    [LinuxTheory]
    [InlineData(0x2180u, ArchiveRule.SpecialFile)]
    [InlineData(0x61B0u, ArchiveRule.SpecialFile)]
    [InlineData(0x11A4u, ArchiveRule.SpecialFile)]
    [InlineData(0xC1EDu, ArchiveRule.UnsupportedEntry)]
    public void special_files_are_refused(uint mode, ArchiveRule rule) => AssertRefused(new SevenZipBuilder().Add("special", [], mode).ToBytes(), rule);

    [LinuxFact]
    public void references_whose_kind_is_not_told_are_refused()
    {
        AssertRefused(new SevenZipBuilder().Windows("junction", [.. "target"u8], 0x420).ToBytes(), ArchiveRule.UnsupportedEntry);
        AssertRefused(new RarBuilder().File("file").Redirected("hard", "file", kind: 4, mode: 0x81A4).Ended, ArchiveRule.UnsupportedEntry);
        AssertRefused(new RarBuilder().File("file").Redirected("copy", "file", kind: 5, mode: 0x20).Ended, ArchiveRule.UnsupportedEntry);
    }

    [LinuxFact]
    public void names_that_are_no_text_are_refused()
    {
        AssertRefused(new RarBuilder().Add([0x66, 0xFF, 0x6F], [], 0x81A4).Ended, ArchiveRule.NameEncoding);
        AssertRefused(new OldRarBuilder().File([0x66, 0x81, 0x6F]).Ended, ArchiveRule.NameEncoding);
        AssertRefused(new SevenZipBuilder().File("half \ud800 of a pair").ToBytes(), ArchiveRule.NameEncoding);
    }

    [LinuxFact]
    public void modes_are_those_of_PEP_706()
    {
        foreach (var archive in new[] { new SevenZipBuilder().Add("file", [1], 0x8FFF).ToBytes(), new RarBuilder().Add("file"u8.ToArray(), [1], 0x8FFF).Ended })
        {
            var report = Decoders.Judge(archive);
            Assert.Empty(report.Refusals);
            Assert.Equal((UnixFileMode)0x1ED, Assert.Single(report.Entries).Mode);
        }
    }

    [LinuxFact]
    public void what_Windows_says_of_a_file_is_no_mode()
    {
        var report = Decoders.Judge(new SevenZipBuilder().Windows("file", [1], 0x2020).Windows("folder", null, 0x10).ToBytes());
        Assert.Empty(report.Refusals);
        Assert.Equal([("folder", EntryKind.Folder), ("file", EntryKind.File)], report.Entries.Select(entry => (entry.Path, entry.Kind)));
        report = Decoders.Judge(new RarBuilder().Add("file"u8.ToArray(), [1], 0x2020).Ended);
        Assert.Empty(report.Refusals);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, Assert.Single(report.Entries).Mode);
    }

    [LinuxFact]
    public async Task a_rar_of_either_version_comes_out_as_it_went_in()
    {
        foreach (var archive in new[] { new RarBuilder().Directory("folder").File("folder/Gr\u00fc\u00dfe", "text").Redirected("link", "folder").Ended, new OldRarBuilder().Directory("folder").File("folder/Gr\u00fc\u00dfe", "text").File("link", "folder", 0xA1FF).Ended })
        {
            using var scene = new Scene(archive);
            var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination });
            Assert.Empty(report.Refusals);
            Assert.Equal("rar", report.Format);
            Assert.Equal("text", File.ReadAllText(Path.Combine(scene.Destination, "folder", "Gr\u00fc\u00dfe")));
            Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Path.Combine(scene.Destination, "folder", "Gr\u00fc\u00dfe")));
            Assert.Equal("folder", new FileInfo(Path.Combine(scene.Destination, "link")).LinkTarget);
        }
    }

    [LinuxTheory]
    [InlineData("7z")]
    [InlineData("rar-5")]
    [InlineData("rar-4")]
    public async Task nothing_appears_anywhere_when_an_archive_is_refused_in_the_sandbox(string format)
    {
        foreach (var (name, rule) in _names.Take(5))
        {
            using var scene = new Scene(_files[format](name));
            var before = scene.Snapshot();
            var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination });
            Assert.Equal(rule, Assert.Single(report.Refusals).Rule);
            Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
            Assert.False(File.Exists("/tmp/agentnb-archives-escaped"));
        }
    }

    [LinuxFact]
    public void an_archive_of_nothing_is_empty()
    {
        Assert.Empty(Decoders.Judge(new RarBuilder().Ended).Refusals);
        Assert.Empty(Decoders.Judge(new SevenZipBuilder().File("empty", "").Directory("folder").ToBytes()).Refusals);
    }

    private static void AssertRefused(byte[] archive, ArchiveRule rule)
    {
        var refusal = Assert.Single(Decoders.Judge(archive).Refusals);
        Assert.True(refusal.Rule == rule, $"refused for {refusal}, where {rule} was expected");
    }
}
