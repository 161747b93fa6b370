using AgentNotebook.Agents;
using AgentNotebook.Agents.Control;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents.Control;

/// <summary>What the controller makes of records; <c>agentnb bench loops</c> plays whole conversations to it.</summary>
public class ControllerTests
{
    [Fact]
    public void first_a_word_then_another_strategy_then_the_end_and_a_reopened_run_begins_anew()
    {
        var run = RunRecords.Start(budget: new RunBudget { Rounds = 50 });
        Attempt(run, "x / 0", first: true);
        Assert.Equal(("", AgentTrigger.RevisionNeeded), Judged(run, true));
        Attempt(run, "x / 0");
        Assert.Equal(("Nudge no-change", AgentTrigger.RevisionNeeded), Judged(run, true));
        Attempt(run, "x / 0");
        Assert.Equal(("ChangeStrategy no-change", AgentTrigger.Replan), Judged(run, true));
        run.Ask().Answer("Another plan.", "x / 0").Move(AgentTrigger.Planned);
        run.Outcome(Threw("zero"));
        Assert.Equal(("stopped no-change", (AgentTrigger?)null), Judged(run, true));
        Assert.Equal(AgentState.AwaitingHuman, run.Run.State);
        Assert.Contains(run.Run.Stopped!.Evidence, line => line.Contains("Attempt 2", StringComparison.Ordinal));
        Assert.Contains(run.Run.Stopped!.Evidence, line => line.Contains("Attempt 3", StringComparison.Ordinal));

        run.Move(AgentTrigger.Answered).Move(AgentTrigger.ReviseAgain);
        Attempt(run, "x / 0");
        Assert.Equal(("", AgentTrigger.RevisionNeeded), Judged(run, true));
        Attempt(run, "x / 0");
        Assert.Equal(("Nudge no-change", AgentTrigger.RevisionNeeded), Judged(run, true));
    }

    [Fact]
    public void the_word_to_the_model_names_what_repeats_and_why_it_failed()
    {
        var run = RunRecords.Start();
        Attempt(run, "a / 0", first: true, how: "divided by nothing");
        Judged(run, false);
        Attempt(run, "a / 0 // again", how: "divided by nothing");
        var ruling = Judge(run, false)!;
        var said = Assert.IsType<ControllerIntervened>(ruling.Event);
        Assert.Contains("attempt 2 is attempt 1 again", said.Guidance);
        Assert.Contains("divided by nothing", said.Guidance);
        Assert.Single(said.Evidence);
    }

    [Fact]
    public void numbers_that_come_nearer_are_no_circle_even_when_the_code_is_the_same()
    {
        var run = RunRecords.Start(budget: new RunBudget { Rounds = 50 });
        for (var distance = 64; distance > 1; distance /= 2)
        {
            _ = distance == 64 ? run.Plan("Next()") : run.Revise("Next()", "Once more.");
            run.Outcome(RunRecords.CheckFailed("result == 0", new CheckValue("result", $"{distance}")));
            Assert.Equal(("", AgentTrigger.RevisionNeeded), Judged(run, true));
        }

        run.Revise("Next()", "Once more.").Outcome(RunRecords.CheckFailed("result == 0", new CheckValue("result", "2")));
        Assert.Equal("Nudge no-change", Judged(run, true).Said);
    }

    [Fact]
    public void a_guest_that_runs_out_of_memory_gets_one_try_with_less_and_no_second()
    {
        var run = RunRecords.Start();
        run.Plan("new byte[1]").Outcome(new GuestOutcome { Verdict = Verdict.OutOfMemory, Reason = "The memory limit was reached." });
        Assert.Equal(("UseLessMemory out-of-memory", AgentTrigger.RevisionNeeded), Judged(run, true));
        run.Revise("new byte[2]", "less").Outcome(Threw("something else"));
        Assert.Equal(("", AgentTrigger.RevisionNeeded), Judged(run, true));
        run.Revise("new byte[3]", "less").Outcome(new GuestOutcome { Verdict = Verdict.OutOfMemory, Reason = "The memory limit was reached again." });
        var ruling = Judge(run, true)!;
        Assert.Null(ruling.Trigger);
        var stopped = Assert.IsType<ControllerStopped>(ruling.Event);
        Assert.Contains(stopped.Evidence, line => line.Contains("Attempt 1", StringComparison.Ordinal));
        Assert.Contains(stopped.Evidence, line => line.Contains("Attempt 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, 0.01, "tokens")]
    [InlineData(10, 0.6, "cost")]
    public void code_that_was_paid_for_is_tried_and_no_more_is_asked_for(long tokens, double cost, string limit)
    {
        var run = RunRecords.Start(budget: new RunBudget { Tokens = 400, Cost = 0.5m });
        run.Move(AgentTrigger.Start).Apply(new ModelAnswered(1, AgentState.Planning, "", "1", TimeSpan.Zero) { Usage = new ModelUsage(tokens, 0, (decimal)cost) });
        Assert.Null(MetacognitiveController.Judge(run.Run, AgentTrigger.Planned, [], false));
        run.Move(AgentTrigger.Planned).Outcome(Threw("a"));
        var stopped = Assert.IsType<ControllerStopped>(Judge(run, false)!.Event);
        Assert.Equal(limit, stopped.Pattern);
        Assert.Contains(stopped.Evidence, line => line.StartsWith("Resuming", StringComparison.Ordinal));
    }

    [Fact]
    public void a_limit_on_money_stops_at_once_where_a_price_is_not_known_and_names_the_model()
    {
        var run = RunRecords.Start(budget: new RunBudget { Cost = 0.5m });
        run.Move(AgentTrigger.Start).Apply(new ModelAnswered(1, AgentState.Planning, "", "1", TimeSpan.Zero) { Model = "own-7b", Usage = new ModelUsage(10, 10) });
        var stopped = Assert.IsType<ControllerStopped>(MetacognitiveController.Judge(run.Run, AgentTrigger.Planned, [], false)!.Event);
        Assert.Equal("unknown-price", stopped.Pattern);
        Assert.Contains("price of the model 'own-7b' is not known", stopped.Reason);
    }

    [Fact]
    public void processor_time_and_gpu_memory_are_limits_too()
    {
        var cpu = RunRecords.Start(budget: new RunBudget { GuestCpu = TimeSpan.FromSeconds(1) });
        cpu.Plan("1").Outcome(Threw("a") with { CpuTime = TimeSpan.FromSeconds(1.5) });
        Assert.Equal("processor-time", Assert.IsType<ControllerStopped>(Judge(cpu, false)!.Event).Pattern);
        var gpu = RunRecords.Start(budget: new RunBudget { GpuMemoryBytes = 1 << 30 });
        gpu.Plan("1").Apply(new GpuMemoryRead((1 << 30) + 1L)).Outcome(Threw("a"));
        Assert.Equal("gpu-memory", Assert.IsType<ControllerStopped>(Judge(gpu, false)!.Event).Pattern);
    }

    [Fact]
    public void a_success_is_never_overruled()
    {
        var run = RunRecords.Start(budget: new RunBudget { Tokens = 0, Rounds = 0, WallTime = TimeSpan.Zero });
        run.Plan("1").Outcome(RunRecords.Success());
        Assert.Null(MetacognitiveController.Judge(run.Run, AgentTrigger.ChecksPassed, [], false));
    }

    private static void Attempt(RunRecords run, string code, bool first = false, string how = "zero")
    {
        _ = first ? run.Plan(code) : run.Revise(code, "Tried.");
        run.Outcome(Threw(how));
    }

    private static GuestOutcome Threw(string how) => RunRecords.Thrown("System.DivideByZeroException", how, 1);

    private static ControllerRuling? Judge(RunRecords run, bool canChangeStrategy) => MetacognitiveController.Judge(
        run.Run, AgentTrigger.RevisionNeeded, [new FaultMet(AgentState.Reflecting, FaultClassifier.Classify(run.Run.Attempts[^1]))], canChangeStrategy);

    /// <summary>Judges the last attempt and takes the step, as the run loop does.</summary>
    private static (string Said, AgentTrigger? Trigger) Judged(RunRecords run, bool canChangeStrategy)
    {
        var ruling = Judge(run, canChangeStrategy);
        run.Apply(new FaultMet(AgentState.Reflecting, FaultClassifier.Classify(run.Run.Attempts[^1])));
        if (ruling is not null)
        {
            run.Apply(ruling.Event);
        }

        var trigger = ruling is null ? AgentTrigger.RevisionNeeded : ruling.Trigger;
        run.Move(trigger ?? AgentTrigger.AskHuman);
        return (ruling?.Event switch
        {
            ControllerIntervened said => $"{said.Kind} {said.Pattern}",
            ControllerStopped stopped => $"stopped {stopped.Pattern}",
            _ => "",
        }, trigger);
    }
}
