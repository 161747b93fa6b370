using System.Text;
using AgentNotebook.Archives;
using AgentNotebook.Archives.Decoding;
using AgentNotebook.Archives.Tests.Fuzzing;
using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Writing;
using Xunit.Abstractions;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>Archives that are cut off, damaged, or say what is not so.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private static readonly byte[] _tar = Tar.Directory("folder/").File("folder/file", Text(30_000)).File("other", Text(5_000)).Ended;

    private static readonly Lazy<Dictionary<string, byte[]>> _whole = new(() => new Dictionary<string, byte[]>
    {
        ["tar.xz"] = Compressors.Xz(_tar),
        ["tar.zst"] = Compressors.Zstd(_tar),
        ["tar.lz"] = Compressors.Lzip(_tar),
        ["7z"] = new SevenZipBuilder().Directory("folder").File("folder/file", TextOf(30_000)).File("other", TextOf(5_000)).Symlink("link", "other").ToBytes(),
        ["rar-5"] = new RarBuilder().Directory("folder").File("folder/file", TextOf(30_000)).File("other", TextOf(5_000)).Redirected("link", "other").Ended,
        ["rar-4"] = new OldRarBuilder().Directory("folder").File("folder/file", TextOf(30_000)).File("other", TextOf(5_000)).Ended,
    });

    public static TheoryData<string> Formats => ["tar.xz", "tar.zst", "tar.lz", "7z", "rar-5", "rar-4"];

    [ToolTheory("zstd", "zstd")]
    [MemberData(nameof(Formats))]
    public void no_beginning_of_an_archive_is_taken_for_the_whole(string format)
    {
        var whole = _whole.Value[format];
        Assert.Empty(Decoders.Judge(whole).Refusals);
        // Without its end mark, which old versions did not write, a rar of version 4 that is cut between two entries looks whole.
        HashSet<int> ends = format == "rar-4" ? Ends(whole) : [];
        for (var length = 16; length < whole.Length; length += length < 300 || length > whole.Length - 300 ? 1 : 97)
        {
            Assert.True(Decoders.Judge(whole[..length]).Refusals.Count > 0 || ends.Contains(length), $"a {format} of {whole.Length} bytes is taken when it has {length}");
        }
    }

    [ToolTheory("zstd", "zstd")]
    [InlineData("tar.xz")]
    [InlineData("tar.zst")]
    [InlineData("tar.lz")]
    [InlineData("7z")]
    [InlineData("rar-5")]
    public void nothing_may_come_after_the_end(string format)
    {
        var refusal = Assert.Single(Decoders.Judge([.. _whole.Value[format], .. "something else"u8]).Refusals);
        Assert.Contains(refusal.Rule, (ArchiveRule[])[ArchiveRule.TrailingData, ArchiveRule.Truncated, ArchiveRule.BadData]);
    }

    [ToolTheory("zstd", "zstd")]
    [MemberData(nameof(Formats))]
    public void content_that_was_changed_is_not_taken(string format)
    {
        var whole = _whole.Value[format];
        var contents = Contents(whole);
        var random = new Random(7);
        for (var change = 0; change < 200; change++)
        {
            var changed = whole.ToArray();
            changed[random.Next(64, changed.Length - 64)] ^= (byte)(1 << random.Next(8));
            var report = Decoders.Judge(changed);
            // A bit that nothing reads may change; what comes out may not.
            Assert.True(report.Refusals.Count > 0 || Contents(changed) == contents, $"{format}, change {change}: other content is taken");
        }
    }

    [ToolTheory("zstd", "zstd")]
    [MemberData(nameof(Formats))]
    public void a_mutated_archive_is_read_or_refused(string format)
    {
        var seeds = new[] { _whole.Value[format] };
        var (refused, rules) = (0, new SortedDictionary<ArchiveRule, int>());
        var mutants = Math.Min(Amount.Mutants / 10, 5_000);
        for (var number = 0; number < mutants; number++)
        {
            var random = new Random(number);
            var mutant = Mutation.Of(seeds[0], seeds, random);
            if (mutant.Length < 16 || !mutant.AsSpan(0, 4).SequenceEqual(seeds[0].AsSpan(0, 4)) || ArchiveDecoders.Find(mutant.AsSpan(0, 16)) is null)
            {
                continue;
            }

            var report = Decoders.Judge(mutant, limits: new ExtractionLimits { TotalBytes = 4 << 20, RatioAllowance = 1 << 20 }, keepGoing: random.Next(2) == 0);
            if (report.Refusals.FirstOrDefault() is { } refusal)
            {
                refused++;
                rules[refusal.Rule] = rules.GetValueOrDefault(refusal.Rule) + 1;
                Assert.DoesNotContain(refusal.Message + refusal.Entry, char.IsControl);
            }
        }

        output.WriteLine($"{mutants:N0} mutants: {refused:N0} refused ({string.Join(", ", rules.OrderByDescending(rule => rule.Value).Select(rule => $"{rule.Key} {rule.Value:N0}"))})");
        Assert.True(refused > mutants / 4, $"only {refused} of {mutants} are refused");
    }

    [LinuxFact]
    public void sizes_and_checksums_that_lie_are_refused()
    {
        AssertRefused(new SevenZipBuilder().Add("file", [1, 2, 3], 0x81A4, crc: 1).ToBytes(), ArchiveRule.BadChecksum);
        AssertRefused(new SevenZipBuilder().Add("file", [1, 2, 3], 0x81A4).WithoutChecksums().ToBytes(), ArchiveRule.BadChecksum);
        AssertRefused(new SevenZipBuilder().Add("file", [1, 2, 3], 0x81A4, says: 4).ToBytes(), ArchiveRule.DeclaredSizeLies, ArchiveRule.BadData, ArchiveRule.Truncated, ArchiveRule.UnsupportedMethod);
        AssertRefused(new RarBuilder().Add("file"u8.ToArray(), [1, 2, 3], 0x81A4, crc: 1).Ended, ArchiveRule.BadData, ArchiveRule.BadChecksum);
        AssertRefused(new RarBuilder().Add("file"u8.ToArray(), [1, 2, 3], 0x81A4, says: 4).Ended, ArchiveRule.DeclaredSizeLies, ArchiveRule.BadData);
        AssertRefused(new RarBuilder().Add("file"u8.ToArray(), [1, 2, 3], 0x81A4, says: 2).Ended, ArchiveRule.DeclaredSizeLies, ArchiveRule.BadData);
    }

    [LinuxFact]
    public void a_compressed_file_that_holds_no_tar_is_none()
    {
        var refusal = Assert.Single(Decoders.Judge(Compressors.Lzip(Text(10_000))).Refusals);
        Assert.Equal(ArchiveRule.NotAnArchive, refusal.Rule);
        Assert.Contains("tar.lz", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(byte[] archive, params ArchiveRule[] rules)
    {
        var refusal = Assert.Single(Decoders.Judge(archive).Refusals);
        Assert.True(rules.Contains(refusal.Rule), $"refused for {refusal}, where {string.Join(" or ", rules)} was expected");
    }

    // What comes out, in one text: sizes say nothing of content, checksums in the archives do.
    private static string Contents(byte[] archive)
    {
        var into = new RecordingTarget();
        _ = Decoders.Judge(archive, target: into);
        return into.ToString();
    }

    private static HashSet<int> Ends(byte[] rar)
    {
        var ends = new HashSet<int>();
        for (var at = 7; at + 7 <= rar.Length;)
        {
            ends.Add(at);
            var size = BitConverter.ToUInt16(rar, at + 5);
            at += size + (rar[at + 2] == 0x74 ? BitConverter.ToInt32(rar, at + 7) : 0);
        }

        return ends;
    }

    private static byte[] Text(int length) => Encoding.ASCII.GetBytes(TextOf(length));

    private static string TextOf(int length) => string.Concat(Enumerable.Range(0, length).Select(number => (number * number % 7 == 3 ? '\n' : (char)('a' + (number * 31 % 26)))));
}
