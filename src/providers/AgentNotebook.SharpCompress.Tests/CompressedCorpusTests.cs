using AgentNotebook.Archives;
using AgentNotebook.Archives.Tests.Malicious;
using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>Every tar of the corpus, compressed: refused by the same rules, whatever it came in.</summary>
public sealed class CompressedCorpusTests
{
    private static readonly string[] _kinds = ["tar-", "bombs/tar-"];

    // Zips, and a tar that is in a gzip already.
    private static readonly string[] _others = ["tar-kinds/zip-", "bombs/tar-more-than-100000-entries"];

    private static readonly MaliciousCase[] _tars =
    [
        .. MaliciousCases.All.Values.Where(malicious => malicious.Arrange is null && Array.Exists(_kinds, kind => malicious.Name.StartsWith(kind, StringComparison.Ordinal)) && !Array.Exists(_others, malicious.Name.StartsWith)),
    ];

    [ToolTheory("xz", "xz-utils")]
    [InlineData("tar.xz")]
    public void a_tar_of_the_corpus_is_refused_in_xz(string format) => AssertRefused(format);

    [ToolTheory("zstd", "zstd")]
    [InlineData("tar.zst")]
    public void a_tar_of_the_corpus_is_refused_in_zstd(string format) => AssertRefused(format);

    [LinuxTheory]
    [InlineData("tar.lz")]
    public void a_tar_of_the_corpus_is_refused_in_lzip(string format) => AssertRefused(format);

    private static void AssertRefused(string format)
    {
        Assert.True(_tars.Length > 150, $"only {_tars.Length} tars");
        var archives = Compressors.All(format, [.. _tars.Select(malicious => malicious.Bytes("/outside"))]);
        Assert.All(_tars.Zip(archives), pair =>
        {
            var (malicious, archive) = pair;
            var report = Decoders.Judge(archive, malicious.Policy, malicious.Limits);
            var refusal = Assert.Single(report.Refusals);
            Assert.True(malicious.Rules.Contains(refusal.Rule) || (refusal.Rule == ArchiveRule.RatioTooHigh && malicious.Name == "tar-sparse/endless-map"), $"{malicious.Name}: refused for {refusal}, where {string.Join(" or ", malicious.Rules)} was expected");
            var all = Decoders.Judge(archive, malicious.Policy, malicious.Limits, keepGoing: true);
            Assert.Equal(refusal, all.Refusals[0]);
        });
    }
}
