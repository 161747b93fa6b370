using AgentNotebook.Archives.Decoding;
using AgentNotebook.Archives.Tests.Support;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Decoding;

/// <summary>A decoder of somebody else's works in the sandboxed worker, is believed nothing, and can harm nothing.</summary>
public sealed class DecoderTests
{
    static DecoderTests() => ArchiveDecoders.Register(new TestDecoder());

    [LinuxFact]
    public async Task what_it_decodes_is_unpacked()
    {
        using var scene = new Scene(TestDecoder.Archive('t', Tar.Directory("folder").File("folder/file", "text").Symlink("link", "folder/file").Ended));
        var report = await UnpackAsync(scene);
        Assert.Empty(report.Refusals);
        Assert.Equal("test", report.Format);
        Assert.Equal("text", File.ReadAllText(Path.Combine(scene.Destination, "link")));
    }

    [LinuxFact]
    public async Task what_it_decodes_is_listed_in_a_process_that_can_write_nowhere()
    {
        using var scene = new Scene(TestDecoder.Archive('t', Tar.File("file", "text").Ended));
        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, ListOnly = true });
        Assert.Equal("file", Assert.Single(report.Entries).Path);
    }

    [LinuxTheory]
    [InlineData('r', ArchiveRule.Encrypted, "encrypted")]
    [InlineData('n', ArchiveRule.BadData, "odd")]
    [InlineData('f', ArchiveRule.BadData, "fault")]
    [InlineData('e', ArchiveRule.Truncated, "cut off")]
    [InlineData('c', ArchiveRule.BadData, "lost count")]
    [InlineData('?', ArchiveRule.BadData, "no test")]
    [InlineData('p', ArchiveRule.BadData, "passwd")]
    [InlineData('s', ArchiveRule.BadData, "")]
    [InlineData('w', ArchiveRule.BadData, "escaped")]
    public async Task what_it_throws_is_a_refusal_and_what_it_may_not_do_throws(char does, ArchiveRule rule, string says)
    {
        var refusal = await RefusedAsync(TestDecoder.Archive(does, Tar.File("file", "text").Ended), new ExtractionLimits());
        Assert.Equal(rule, refusal.Rule);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message + refusal.Entry, char.IsControl);
    }

    [LinuxFact]
    public async Task the_tar_it_makes_is_judged_and_has_places_of_its_own_alone()
    {
        Assert.Equal(ArchiveRule.OutsideDestination, (await RefusedAsync(TestDecoder.Archive('t', TarOf("../escaped")), new ExtractionLimits())).Rule);
        var refusal = await RefusedAsync(TestDecoder.Archive('t', Tar.File("first", "x").File("/absolute", "x").Ended), new ExtractionLimits());
        Assert.Equal((ArchiveRule.AbsolutePath, "/absolute", -1L), (refusal.Rule, refusal.Entry, refusal.Offset));
        Assert.Equal(ArchiveRule.Truncated, (await RefusedAsync(TestDecoder.Archive('t', Tar.File("first", "x").Unended), new ExtractionLimits())).Rule);
        Assert.Equal(ArchiveRule.NotAnArchive, (await RefusedAsync(TestDecoder.Archive('t', [.. Enumerable.Repeat((byte)'x', 2000)]), new ExtractionLimits())).Rule);
    }

    [LinuxFact]
    public async Task zeros_without_end_are_stopped() =>
        Assert.Contains((await RefusedAsync(TestDecoder.Archive('z', [1]), new ExtractionLimits())).Rule, (ArchiveRule[])[ArchiveRule.RatioTooHigh, ArchiveRule.TrailingData]);

    [LinuxFact]
    public async Task one_that_never_answers_is_ended_by_the_limit_on_time() =>
        Assert.Equal(ArchiveRule.TimeExceeded, (await RefusedAsync(TestDecoder.Archive('l', [1]), new ExtractionLimits { Time = TimeSpan.FromSeconds(1) })).Rule);

    [LinuxFact]
    public async Task one_that_takes_all_memory_is_ended_by_that_limit() =>
        Assert.Equal(ArchiveRule.MemoryExceeded, (await RefusedAsync(TestDecoder.Archive('m', [1]), new ExtractionLimits())).Rule);

    [Fact]
    public void a_decoder_that_says_nothing_of_its_formats_is_not_taken()
    {
        Assert.Throws<ArgumentException>(() => ArchiveDecoders.Register(new TestDecoder { Signatures = [] }));
        Assert.Throws<ArgumentException>(() => ArchiveDecoders.Register(new TestDecoder { Signatures = [new("odd", new byte[] { 1 })] }));
        Assert.Throws<ArgumentException>(() => ArchiveDecoders.Register(new TestDecoder { Signatures = [new("odd", new byte[17])] }));
        Assert.Throws<ArgumentException>(() => ArchiveDecoders.Register(new TestDecoder { Signatures = [new(" ", new byte[4])] }));
        Assert.Throws<ArgumentException>(() => ArchiveDecoders.Register(new TestDecoder { Assemblies = [] }));
        Assert.Contains("test", ArchiveDecoders.Formats);
    }

    [LinuxFact]
    public async Task an_assembly_that_is_not_there_is_said_before_anything_runs()
    {
        ArchiveDecoders.Register(new TestDecoder { Signatures = [new("missing", "MISSING!"u8.ToArray())], Assemblies = ["/nowhere/decoder.dll"] });
        using var scene = new Scene([.. "MISSING!"u8, .. new byte[600]]);
        Assert.Contains("/nowhere/decoder.dll", (await Assert.ThrowsAnyAsync<IOException>(() => UnpackAsync(scene))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scene.Destination));
    }

    private static Task<ExtractionReport> UnpackAsync(Scene scene, ExtractionLimits? limits = null) =>
        new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination, Limits = limits ?? new ExtractionLimits() });

    private static async Task<ArchiveRefusal> RefusedAsync(byte[] archive, ExtractionLimits limits)
    {
        using var scene = new Scene(archive);
        var before = scene.Snapshot();
        var report = await UnpackAsync(scene, limits);
        Assert.Equal([], TreeSnapshot.Differences(before, scene.Snapshot()));
        Assert.False(File.Exists("/tmp/agentnb-archives-escaped"));
        Assert.False(report.Written);
        return Assert.Single(report.Refusals);
    }
}
