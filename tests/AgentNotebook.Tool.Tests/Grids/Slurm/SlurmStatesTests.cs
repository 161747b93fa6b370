using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Slurm;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

public class SlurmStatesTests
{
    [Fact]
    public void tasks_are_read_from_squeue_and_from_sacct()
    {
        var states = SlurmStates.Parse("12_0|RUNNING|None\n12_1|PENDING|JobArrayTaskLimit\n12_2|CANCELLED by 1000\n12_3|OUT_OF_MEMORY\n12_4|COMPLETED|None\n12_5|COMPLETING|None\n", "12");
        Assert.Equal(
            [ClusterPhase.Running, ClusterPhase.Waiting, ClusterPhase.Cancelled, ClusterPhase.Failed, ClusterPhase.Completed, ClusterPhase.Running],
            Enumerable.Range(0, 6).Select(index => states[index].Phase));
        Assert.Equal("JobArrayTaskLimit", states[1].Reason);
        Assert.Equal("CANCELLED", states[2].Word);
    }

    [Fact]
    public void a_word_of_a_newer_slurm_ends_nothing() =>
        Assert.Equal(new ClusterState(ClusterPhase.Waiting, "POWERING_UP"), SlurmStates.Parse("7_0|POWERING_UP|None", "7")[0]);

    [Theory]
    [InlineData("")]
    [InlineData("slurm_load_jobs error: Invalid job id specified")]
    [InlineData("13_0|RUNNING|None")]
    [InlineData("12_[0-3%2]|PENDING|Resources")]
    [InlineData("12_9999999999|RUNNING|None")]
    [InlineData("12_0|running\u001b[31m|None")]
    public void what_is_no_line_of_this_job_is_passed_over(string text) => Assert.Empty(SlurmStates.Parse(text, "12"));

    [Fact]
    public void a_reason_cannot_steer_the_terminal_and_is_cut()
    {
        var reason = SlurmStates.Parse($"12_0|PENDING|\u001b[2J{new string('x', 500)}", "12")[0].Reason;
        Assert.DoesNotContain('\u001b', reason);
        Assert.True(reason.Length <= 120, reason);
        Assert.Empty(SlurmStates.Parse($"12_0|PENDING|{new string('x', 5_000)}", "12"));
    }
}
