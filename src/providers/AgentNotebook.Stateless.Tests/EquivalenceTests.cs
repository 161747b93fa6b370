using AgentNotebook.Agents;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Stateless.Tests;

/// <summary>The machine of Stateless answers as the table does: on every edge, where there is none, and on any way through both.</summary>
public sealed class EquivalenceTests
{
    private static readonly TransitionTable _table = TransitionTable.Default;

    public static TheoryData<AgentState, AgentTrigger> EveryPair
    {
        get
        {
            var pairs = new TheoryData<AgentState, AgentTrigger>();
            foreach (var state in Enum.GetValues<AgentState>())
            {
                foreach (var trigger in Enum.GetValues<AgentTrigger>())
                {
                    pairs.Add(state, trigger);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void a_trigger_in_a_state_leads_where_the_table_says_or_is_refused_in_its_words(AgentState state, AgentTrigger trigger)
    {
        var machine = _table.ToStateMachine(state);
        Assert.Equal(_table.Has(state, trigger), machine.CanFire(trigger));
        if (_table.Has(state, trigger))
        {
            machine.Fire(trigger);
            Assert.Equal(_table.Next(state, trigger), machine.State);
            return;
        }

        var refused = Assert.Throws<InvalidOperationException>(() => machine.Fire(trigger));
        Assert.Equal(Assert.Throws<InvalidOperationException>(() => _table.Next(state, trigger)).Message, refused.Message);
        Assert.Equal(state, machine.State);
    }

    [Fact]
    public Task in_each_state_the_permitted_triggers_are_those_of_the_table() =>
        Assert.AllAsync(Enum.GetValues<AgentState>(), async state => Assert.Equal(
            _table.Rules.Where(rule => rule.From == state).Select(rule => rule.Trigger).Order(),
            (await _table.ToStateMachine(state).GetPermittedTriggersAsync()).Order()));

    [Fact]
    public void any_way_through_one_is_a_way_through_the_other()
    {
        var ways = ArbMap.Default.GeneratorFor<AgentTrigger>().ListOf().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(200), Prop.ForAll(ways, triggers =>
        {
            var (state, machine) = (AgentState.Ready, _table.ToStateMachine());
            foreach (var trigger in triggers)
            {
                if (_table.Has(state, trigger))
                {
                    state = _table.Next(state, trigger);
                    machine.Fire(trigger);
                }
                else if (machine.CanFire(trigger))
                {
                    return false;
                }

                if (machine.State != state)
                {
                    return false;
                }
            }

            return true;
        }));
    }

    [Fact]
    public async Task a_way_of_permitted_triggers_reaches_every_state()
    {
        var (random, machine, seen) = (new System.Random(1), _table.ToStateMachine(), new HashSet<AgentState>());
        for (var step = 0; step < 5000; step++)
        {
            seen.Add(machine.State);
            var state = machine.State;
            var permitted = (await machine.GetPermittedTriggersAsync()).Order().ToList();
            if (permitted.Count == 0)
            {
                machine = _table.ToStateMachine();
                continue;
            }

            var trigger = permitted[random.Next(permitted.Count)];
            machine.Fire(trigger);
            Assert.Equal(_table.Next(state, trigger), machine.State);
        }

        Assert.Equal(Enum.GetValues<AgentState>(), seen.Order());
    }

    [Fact]
    public void a_state_that_is_kept_elsewhere_is_the_one_that_moves()
    {
        var kept = AgentState.Acting;
        var machine = _table.ToStateMachine(() => kept, state => kept = state);
        machine.Fire(AgentTrigger.Acted);
        Assert.Equal(AgentState.Reflecting, kept);
        kept = AgentState.Ready;
        Assert.True(machine.CanFire(AgentTrigger.Start));
    }

    [Fact]
    public void an_edge_back_to_its_own_state_is_one_too()
    {
        var table = new TransitionTable([.. _table.Rules, new TransitionRule(AgentState.Acting, AgentTrigger.Revised, AgentState.Acting)]);
        var machine = table.ToStateMachine(AgentState.Acting);
        machine.Fire(AgentTrigger.Revised);
        Assert.Equal(AgentState.Acting, machine.State);
    }

    [Fact]
    public void a_state_that_does_not_exist_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => _table.ToStateMachine((AgentState)77));
}
