using AgentNotebook.Tool.Bench.Loops;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>The conversations of <c>tests/Corpus/Loops</c> with the real compiler and real children, each judged as its author expects.</summary>
public class LoopCorpusTests
{
    [Fact]
    public void the_corpus_has_loops_that_must_be_stopped_and_at_least_six_runs_that_must_not()
    {
        var all = LoopScenario.LoadAll();
        Assert.True(all.Count(scenario => scenario.Expected.StartsWith("stopped", StringComparison.Ordinal)) >= 14);
        Assert.True(all.Count(scenario => scenario.Said == "nothing" && scenario.Expected is "succeeded" or "limit: rounds") >= 6);
    }

    [Fact]
    public async Task every_loop_is_seen_and_no_run_that_comes_nearer_is_stopped()
    {
        var results = await LoopsBenchmark.RunAllAsync(Scenarios(), CancellationToken.None);
        Assert.All(results, result => Assert.True(result.IsRight, $"{result}"));
    }

    [Fact]
    public void a_key_that_no_scenario_has_is_named()
    {
        var problem = Assert.Throws<FormatException>(() => LoopScenario.Parse("mine", "# tittle: x\nsteps: []"));
        Assert.Contains("'tittle'", problem.Message);
    }

    /// <summary>All scenarios when there is time, else every third and those that are told by time or memory.</summary>
    private static IReadOnlyList<LoopScenario> Scenarios()
    {
        var all = LoopScenario.LoadAll();
        return Thorough.IsAsked ? all : [.. all.Where((scenario, index) => index % 3 == 0 || scenario.Name is "out-of-memory-twice" or "slow-convergence")];
    }
}
