using System.Formats.Tar;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Tests.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>Somebody swaps folders for links while they are written to: here without the sandbox, which would hide a fault of the writing. CVE-2018-15664 was lost this way. AGENTNOTEBOOK_THOROUGH=1 races 10,000 times.</summary>
public sealed class HandleRaceTests(ITestOutputHelper output)
{
    [LinuxFact]
    public void nothing_is_written_outside_whatever_is_swapped_meanwhile()
    {
        using var arena = new Arena();
        var (swaps, caught, whole, met) = (0L, 0, 0, new SortedDictionary<ArchiveRule, int>());
        for (var round = 0; round < Amount.Rounds; round++)
        {
            arena.Reset();
            ExtractionReport report;
            using (var swapper = new Swapper(arena.Pairs))
            using (var target = new FolderTarget(arena.Target))
            {
                report = Extraction.Run(new MemoryStream(Arena.Archive), ArchivePolicy.Data, new ExtractionLimits(), target);
                swaps += swapper.Swaps;
            }

            Assert.False(arena.IsEscaped, $"round {round}: something outside was changed; {report.Refusals.FirstOrDefault()}");
            if (report.Refusals.FirstOrDefault() is { } refusal)
            {
                caught++;
                met[refusal.Rule] = met.GetValueOrDefault(refusal.Rule) + 1;
                Assert.True(refusal.Rule is ArchiveRule.TreeChanged or ArchiveRule.LinkOutside or ArchiveRule.LinkLoop, $"round {round}: {refusal}");
            }
            else
            {
                whole++;
            }
        }

        output.WriteLine($"{Amount.Rounds:N0} rounds, {swaps:N0} swaps: {caught:N0} found out ({string.Join(", ", met.Select(rule => $"{rule.Key} {rule.Value:N0}"))}), {whole:N0} unpacked, none outside");

        // A swapper that never comes in between would prove nothing.
        Assert.True(swaps > Amount.Rounds, $"only {swaps:N0} swaps");
        Assert.True(caught > Amount.Rounds / 100, $"only {caught:N0} of {Amount.Rounds:N0} rounds met a swap");
    }

    [LinuxFact]
    public void the_same_swapper_gets_the_frameworks_extractor_to_write_outside()
    {
        using var arena = new Arena();
        for (var round = 0; round < 5000; round++)
        {
            arena.Reset();
            using (new Swapper(arena.Pairs))
            {
                try
                {
                    TarFile.ExtractToDirectory(new MemoryStream(Arena.Archive), arena.Target, overwriteFiles: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // It met something where nothing should be: a round that was neither lost nor won.
                }
            }

            if (arena.IsEscaped)
            {
                output.WriteLine($"escaped in round {round}");
                return;
            }
        }

        Assert.Fail("The swapper never won: the race proves nothing.");
    }
}
