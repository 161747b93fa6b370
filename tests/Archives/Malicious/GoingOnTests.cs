using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>The same archives, read to their end in this process: going on after a refusal finds what stopping at it finds, and never takes the archive (CVE-2025-4435 took what it had refused).</summary>
public sealed class GoingOnTests
{
    public static TheoryData<string> Names => [.. MaliciousCases.All.Values.Where(malicious => malicious.Arrange is null).Select(malicious => malicious.Name)];

    [LinuxTheory]
    [MemberData(nameof(Names))]
    public void going_on_finds_what_stopping_finds(string name)
    {
        var malicious = MaliciousCases.All[name];
        var bytes = malicious.Bytes("/tmp/agentnb-archives-outside");
        var first = Run(malicious, bytes, keepGoing: false);
        var all = Run(malicious, bytes, keepGoing: true);
        var refusal = Assert.Single(first.Refusals);
        Assert.InRange(refusal.Offset, -1, long.MaxValue);
        Assert.True(malicious.Rules.Contains(refusal.Rule), $"{malicious.What}: refused for {refusal}, where {string.Join(" or ", malicious.Rules)} was expected");
        Assert.Equal(refusal, all.Refusals[0]);
        Assert.False(all.Written);
    }

    private static ExtractionReport Run(MaliciousCase malicious, byte[] bytes, bool keepGoing) =>
        Extraction.Run(new MemoryStream(bytes), malicious.Policy, malicious.Limits ?? new ExtractionLimits(), target: null, keepGoing);
}
