using AgentNotebook.Agents;

namespace AgentNotebook.Tests.Agents;

public class TransitionTableTests
{
    private static readonly AgentState[] _states = Enum.GetValues<AgentState>();

    [Fact]
    public void the_machine_has_the_ten_states_of_the_design_and_reaches_each() =>
        Assert.Equal(
            ["Acting", "AwaitingHuman", "Cancelled", "Failed", "Planning", "Ready", "Reflecting", "Retrying", "Revising", "Succeeded"],
            TransitionTable.Default.Rules.SelectMany(rule => new[] { rule.From, rule.To }).Distinct().Select(state => state.ToString()).Order());

    [Fact]
    public void nothing_leaves_success() =>
        Assert.DoesNotContain(TransitionTable.Default.Rules, rule => rule.From == AgentState.Succeeded);

    [Fact]
    public void the_run_loop_never_leaves_a_resting_state_by_itself() =>
        Assert.All(
            TransitionTable.Default.Rules.Where(rule => TransitionTable.IsResting(rule.From)),
            rule => Assert.True(rule.Resumes || rule.Trigger == AgentTrigger.Cancel, $"{rule}"));

    [Fact]
    public void every_working_state_can_stop_by_asking_and_by_giving_up() =>
        Assert.All(
            _states.Except([AgentState.Ready]).Where(state => !TransitionTable.IsResting(state)),
            state =>
            {
                Assert.Equal(AgentState.AwaitingHuman, TransitionTable.Default.Next(state, AgentTrigger.AskHuman));
                Assert.Equal(AgentState.Failed, TransitionTable.Default.Next(state, AgentTrigger.GiveUp));
            });

    [Fact]
    public void success_is_entered_only_from_reflecting() =>
        Assert.Equal(AgentState.Reflecting, Assert.Single(TransitionTable.Default.Rules, rule => rule.To == AgentState.Succeeded).From);

    [Fact]
    public void a_table_with_the_same_edge_twice_is_refused()
    {
        var rules = TransitionTable.Default.Rules.Append(new TransitionRule(AgentState.Ready, AgentTrigger.Start, AgentState.Acting)).ToList();
        Assert.Contains("Two edges leave Ready on Start", Assert.Throws<ArgumentException>(() => new TransitionTable(rules)).Message);
    }

    [Theory]
    [InlineData(AgentState.Retrying)]
    [InlineData(AgentState.Succeeded)]
    [InlineData(AgentState.Revising)]
    public void a_table_in_which_a_state_cannot_be_reached_is_refused(AgentState lost)
    {
        var rules = TransitionTable.Default.Rules.Where(rule => rule.To != lost).ToList();
        Assert.Contains($"{lost} cannot be reached", Assert.Throws<ArgumentException>(() => new TransitionTable(rules)).Message);
    }

    [Fact]
    public void a_table_with_a_dead_end_is_refused()
    {
        var rules = TransitionTable.Default.Rules.Where(rule => rule.From != AgentState.AwaitingHuman).ToList();
        Assert.Contains("AwaitingHuman is not final", Assert.Throws<ArgumentException>(() => new TransitionTable(rules)).Message);
    }

    [Fact]
    public void an_edge_that_is_not_there_names_state_and_trigger() =>
        Assert.Equal(
            "Nothing leaves Succeeded on Start.",
            Assert.Throws<InvalidOperationException>(() => TransitionTable.Default.Next(AgentState.Succeeded, AgentTrigger.Start)).Message);
}
