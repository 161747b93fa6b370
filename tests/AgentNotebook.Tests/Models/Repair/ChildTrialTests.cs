using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Models.Repair;

namespace AgentNotebook.Tests.Models.Repair;

public class ChildTrialTests
{
    private static readonly string[] _codes =
    [
        "var result = 4;",
        "var result = 0;\nwhile (true) { }",
        "int F(int n) => F(n + 1) + 1;\nvar result = F(0);",
        "var result = (new int[0])[0];",
        "var result = nothing;",
        "3",
        "var result = 4;\nEnvironment.Exit(5);",
        "if (DateTime.MinValue.Year == 1) return 4;\nreturn 3;",
        "4",
    ];

    [Fact]
    public async Task many_candidates_share_a_child_and_none_spoils_another()
    {
        await using var runner = new WorkerRunner();
        ITrialRunner trials = new ChildTrialRunner(runner);

        var found = await trials.ScreenAsync(_codes, ["result > 1", "result == 4"], new ExecutionLimits(), default);

        Assert.Equal([true, false, false, false, false, false, false, false, true], found.Select(screening => screening.Passed));
        Assert.Equal(1, found[1].Stage);
        Assert.Equal(2, found[2].Stage);
        Assert.Contains("IndexOutOfRange", found[3].Print);
        Assert.Equal(Screening.DidNotCompile, found[4].Stage);
        Assert.Equal(101, found[5].Stage);
        Assert.Equal(1, found[6].Stage);
    }

    [Fact]
    public async Task results_tell_candidates_apart_that_fail_alike()
    {
        await using var runner = new WorkerRunner();
        ITrialRunner trials = new ChildTrialRunner(runner);

        var found = await trials.ScreenAsync(["var result = 1;", "var result = 2;", "var result = 1 + 1;"], ["result > 5"], new ExecutionLimits(), default);

        Assert.NotEqual(found[0], found[1]);
        Assert.Equal(found[1], found[2]);
    }
}
