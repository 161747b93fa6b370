using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>What a state may use while it acts.</summary>
/// <param name="run">The run.</param>
/// <param name="services">Model, compiler, runner, clock.</param>
/// <param name="append">Writes events to the journal, flushes, and takes them into the run.</param>
internal sealed class RunContext(RunRecord run, RunServices services, Action<IReadOnlyList<RunEvent>> append)
{
    public RunRecord Run => run;

    public IAgentModel Model => services.Model;

    public GuestCompiler Compiler => services.Compiler;

    public ICodeRunner Runner => services.Runner;

    public TimeProvider Time => services.Time;

    /// <summary>How a run stops without success: by asking, when someone can answer.</summary>
    public AgentTrigger StopTrigger => services.HumanCanAnswer ? AgentTrigger.AskHuman : AgentTrigger.GiveUp;

    /// <summary>
    /// Asks the model once. The question is in the journal before it is asked and the answer before it is used; an answer that a
    /// former process received but did not use is taken from the journal instead of being asked for again.
    /// </summary>
    public async Task<ModelAnswered> AskAsync(AgentState state, Func<int, Task<(string Text, string? Code)>> ask)
    {
        if (run.UnusedAnswer is { } kept && kept.State == state)
        {
            return kept;
        }

        var call = run.FinishedCalls + 1;
        append([new ModelAsked(call, state)]);
        var asked = services.Time.GetTimestamp();
        var (text, code) = await ask(call);
        var answered = new ModelAnswered(call, state, text, code, services.Time.GetElapsedTime(asked));
        append([answered]);
        return answered;
    }
}
