using AgentNotebook.Agents;
using AgentNotebook.Agents.Budgets;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents.Budgets;

public class RunBudgetsTests
{
    [Fact]
    public void rounds_and_time_are_always_read_and_the_rest_when_it_is_limited_or_used()
    {
        Assert.Equal([BudgetKind.Rounds, BudgetKind.WallTime], RunBudgets.Read(RunRecords.Start().Run).Select(reading => reading.Kind));
        var paid = RunRecords.Start(budget: new RunBudget { Tokens = 5_000 }).Apply(Answer(new ModelUsage(1_000, 234, 0.012m)));
        Assert.Equal(
            ["0 of 5 rounds", "0 of 600 s", "1,234 of 5,000 tokens", "$0.0120"],
            RunBudgets.Read(paid.Run).Select(reading => reading.Text));
    }

    [Fact]
    public void a_price_that_is_not_known_is_not_a_price_of_nothing()
    {
        var run = RunRecords.Start(budget: new RunBudget { Cost = 0.5m }).Apply(Answer(new ModelUsage(10, 10, 0.1m))).Apply(Answer(new ModelUsage(10, 10))).Run;
        var cost = RunBudgets.Read(run, BudgetKind.Cost);
        Assert.Equal("unknown of $0.5000", cost.Text);
        Assert.Null(cost.Left);
        Assert.Equal("small", run.UnpricedModel);
    }

    [Fact]
    public void a_person_who_reopens_a_run_grants_every_budget_anew()
    {
        var run = RunRecords.Start(budget: new RunBudget { Cost = 0.5m, GpuMemoryBytes = 8 << 20 })
            .Plan("1").Apply(Answer(new ModelUsage(10, 10))).Apply(new GpuMemoryRead(6 << 20));
        Assert.Equal("6 of 8 MiB", RunBudgets.Read(run.Run, BudgetKind.GpuMemory).Text);
        run.Stop(AgentTrigger.AskHuman, "enough").Move(AgentTrigger.Answered);
        Assert.Equal(0, RunBudgets.Read(run.Run, BudgetKind.Cost).Used);
        Assert.Equal(0, RunBudgets.Read(run.Run, BudgetKind.GpuMemory).Used);
        Assert.Equal(0, RunBudgets.Read(run.Run, BudgetKind.Tokens).Used);
    }

    private static ModelAnswered Answer(ModelUsage usage) =>
        new(1, AgentState.Planning, "", "1", TimeSpan.Zero) { Role = ModelRole.Plan, Model = "small", Usage = usage };
}
