using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Every archive of the corpus is refused by the rule it breaks, and leaves nothing behind: in the destination, beside it, or anywhere near.</summary>
public sealed class MaliciousCorpusTests
{
    // Where names from the root of the file system would lead.
    private const string AtTheRoot = "/tmp/agentnb-archives-escaped";

    private static readonly ArchiveExtractor _extractor = new();

    public static TheoryData<string> Names => [.. MaliciousCases.All.Keys];

    [LinuxTheory]
    [MemberData(nameof(Names))]
    public async Task it_is_refused_and_nothing_changes(string name)
    {
        var malicious = MaliciousCases.All[name];
        using var scene = new Scene(malicious.Bytes);
        if (malicious.Arrange is { } arrange)
        {
            Directory.CreateDirectory(scene.Destination);
            arrange(scene.Destination);
        }

        var before = TreeSnapshot.Of(scene.Root, withTimes: !malicious.IsTakenBack);
        var report = await _extractor.ExtractAsync(malicious.RequestIn(scene));

        Assert.Equal([], TreeSnapshot.Differences(before, TreeSnapshot.Of(scene.Root, withTimes: !malicious.IsTakenBack)));
        Assert.False(File.Exists(AtTheRoot), $"{AtTheRoot} was written");
        Assert.False(report.Succeeded, $"{malicious.What}: taken, with {string.Join(", ", report.Entries.Select(entry => entry.Path))}");
        Assert.False(report.Written);
        var refusal = Assert.Single(report.Refusals);
        Assert.True(malicious.Rules.Contains(refusal.Rule), $"{malicious.What}: refused for {refusal}, where {string.Join(" or ", malicious.Rules)} was expected");
        AssertIsReadable(refusal);
    }

    [Fact]
    public void every_rule_is_broken_by_an_archive()
    {
        // These speak of the machine and of who else is at work on it, not of the archive.
        ArchiveRule[] others = [ArchiveRule.MemoryExceeded, ArchiveRule.TreeChanged, ArchiveRule.WriteFailed, ArchiveRule.ExtractorFailed];
        Assert.Equal(Enum.GetValues<ArchiveRule>().Except(others), MaliciousCases.All.Values.SelectMany(malicious => malicious.Rules).Distinct().Order());
    }

    [Fact]
    public void there_are_many_and_each_says_what_it_is()
    {
        Assert.True(MaliciousCases.All.Count >= 120, $"only {MaliciousCases.All.Count}");
        Assert.All(MaliciousCases.All.Values, malicious =>
        {
            Assert.NotEmpty(malicious.What);
            Assert.NotEmpty(malicious.Rules);
        });
    }

    [Fact]
    public void the_table_of_the_readme_is_that_of_the_corpus()
    {
        if (Environment.GetEnvironmentVariable(CorpusTable.WriteVariable) == "1")
        {
            CorpusTable.Write();
        }

        Assert.Equal(CorpusTable.Current(), CorpusTable.Written());
    }

    // What the archive says of itself ends on a terminal.
    private static void AssertIsReadable(ArchiveRefusal refusal)
    {
        Assert.NotEmpty(refusal.Message);
        Assert.DoesNotContain(refusal.Message + refusal.Entry, character => char.IsControl(character) || char.IsSurrogate(character) || character is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069');
        Assert.True(refusal.Offset >= -1, $"offset {refusal.Offset}");
        Assert.True(refusal.Entry.Length <= 1300, $"{refusal.Entry.Length} characters of a name");
    }
}
