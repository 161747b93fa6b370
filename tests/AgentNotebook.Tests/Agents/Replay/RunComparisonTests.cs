using AgentNotebook.Agents;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents.Replay;

public class RunComparisonTests
{
    [Fact]
    public void runs_that_did_the_same_do_not_part_whatever_the_time()
    {
        var comparison = Compare(Two("1", "2").Run, Two("1", "2").Wait(TimeSpan.FromHours(1)).Run);
        Assert.Null(comparison.Parting);
        Assert.Empty(comparison.Requests);
        Assert.Equal(7, comparison.Steps.Count);
    }

    [Fact]
    public void they_part_at_the_step_that_gave_other_code()
    {
        var comparison = Compare(Two("1", "2").Run, Two("1", "3").Run);
        Assert.Equal((5, "the code is another"), (comparison.Parting!.Number, comparison.Parting.Difference));
    }

    [Fact]
    public void they_part_where_one_goes_another_way_or_goes_on_alone()
    {
        var left = RunRecords.Start().Plan("1").Outcome(RunRecords.Success()).Succeed();
        var right = RunRecords.Start().Plan("1").Outcome(RunRecords.Thrown("System.Exception", "no", 1));
        var comparison = Compare(left.Run, right.Run);
        Assert.Equal((3, "the outcome is another"), (comparison.Parting!.Number, comparison.Parting.Difference));
        Assert.Equal("only the left run has it", comparison.Steps[3].Difference);
        right.Stop(AgentTrigger.GiveUp, "Enough.");
        Assert.Equal("they go different ways", Compare(left.Run, right.Run).Steps[3].Difference);
    }

    [Fact]
    public void requests_that_differ_are_named()
    {
        var left = new RunRequest { Brief = new TaskBrief("a", ["x"]), Models = new ModelChoice("repair") };
        var right = left with { Brief = new TaskBrief("a", ["y"]), Models = new ModelChoice("other"), Seed = 3 };
        Assert.Equal(["checks", "model", "seed"], Compare(RunRecords.Start("r", left).Run, RunRecords.Start("r", right).Run).Requests);
    }

    internal static RunComparison Compare(RunRecord left, RunRecord right) => new(new RunAddress("one", left), new RunAddress("two", right));

    internal static RunRecords Two(string first, string second) =>
        RunRecords.Start().Plan(first).Outcome(RunRecords.Thrown("System.Exception", "no", 1)).Reflect().Revise(second, "Another.").Outcome(RunRecords.Success()).Succeed();
}
