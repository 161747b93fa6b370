using AgentNotebook.Tool.Bench.Repair;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>The broken programs of <c>tests/Corpus/Repair</c> through <c>#!agent-run</c>, each success judged by the result its author meant.</summary>
public class RepairCorpusTests
{
    [Fact]
    public void the_corpus_has_at_least_four_programs_of_each_of_fifteen_kinds()
    {
        var kinds = RepairProgram.LoadAll("repair").Where(program => program.Kind != "mixed").GroupBy(program => program.Kind).ToList();
        Assert.Equal(15, kinds.Count);
        Assert.All(kinds, kind => Assert.True(kind.Count() >= 4, $"{kind.Key}: {kind.Count()}"));
    }

    [Fact]
    public async Task at_least_85_percent_are_repaired_within_5_rounds_none_wrongly_and_none_loops()
    {
        var results = await RepairBenchmark.RunCorpusAsync(Programs(), CancellationToken.None);
        Assert.DoesNotContain(results, result => result.Verdict is RepairVerdict.WrongSuccess or RepairVerdict.Looped);
        Assert.All(results, result => Assert.InRange(result.Rounds, 0, 5));
        var repaired = results.Count(result => result.Verdict == RepairVerdict.Repaired);
        Assert.True(
            repaired >= 0.85 * results.Count,
            $"{repaired} of {results.Count}; not repaired: {string.Join(", ", results.Where(result => result.Verdict != RepairVerdict.Repaired).Select(result => $"{result.Kind}/{result.Name}"))}");
    }

    /// <summary>All programs when there is time, else two of each kind, the first and the last by name.</summary>
    private static IReadOnlyList<RepairProgram> Programs()
    {
        var all = RepairProgram.LoadAll("repair");
        return Thorough.IsAsked ? all : [.. all.GroupBy(program => program.Kind).SelectMany(kind => new[] { kind.First(), kind.Last() })];
    }
}
