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
/// <param name="written">Told what a model writes while it writes.</param>
internal sealed class RunContext(RunRecord run, RunServices services, Action<IReadOnlyList<RunEvent>> append, Action<ModelRole, string> written)
{
    public RunRecord Run => run;

    public IAgentModel Model => services.Model;

    public IGuestCompiler Compiler => services.Compiler;

    public ICodeRunner Runner => services.Runner;

    public TimeProvider Time => services.Time;

    /// <summary>How a run stops without success: by asking, when someone can answer.</summary>
    public AgentTrigger StopTrigger => services.HumanCanAnswer ? AgentTrigger.AskHuman : AgentTrigger.GiveUp;

    /// <summary>
    /// Asks the model once. The question is in the journal before it is asked and the answer before it is used; an answer that a
    /// former process received but did not use is taken from the journal instead of being asked for again.
    /// </summary>
    /// <param name="role">What for.</param>
    /// <param name="ask">Asks, given the number of calls that were finished before and a place for what is written meanwhile.</param>
    public async Task<ModelAnswered> AskAsync(ModelRole role, Func<int, IProgress<string>, Task<ModelReply>> ask)
    {
        var state = run.State;
        if (run.UnusedAnswers.LastOrDefault(answer => answer.State == state && (answer.Role == role || answer.Role == ModelRole.None)) is { } kept)
        {
            return kept;
        }

        var call = run.FinishedCalls + 1;
        append([new ModelAsked(call, state) { Role = role }]);
        var asked = services.Time.GetTimestamp();
        var reply = await ask(call - 1, new WrittenText(text => written(role, text)));
        var (said, code, assumptions, facts) = reply switch
        {
            PlanReply plan => (plan.Plan, plan.Code, plan.Assumptions, null),
            WriteReply write => (write.Explanation, write.Code, null, null),
            DiagnoseReply diagnosis => (diagnosis.Diagnosis, null, null, diagnosis.Facts),
            ReviseReply revision => (revision.Explanation, revision.Code, null, null),
            ExplainReply explanation => (explanation.Explanation, (string?)null, (IReadOnlyList<Assumption>?)null, (IReadOnlyList<string>?)null),
            _ => throw new InvalidOperationException($"A reply of type {reply.GetType().Name} answers no role."),
        };
        var answered = new ModelAnswered(call, state, said, code, services.Time.GetElapsedTime(asked))
        {
            Role = role,
            Model = reply.Model.Length == 0 ? null : reply.Model,
            Usage = reply.Usage,
            Assumptions = assumptions is { Count: > 0 } ? assumptions : null,
            Facts = facts is { Count: > 0 } ? facts : null,
        };
        append([answered]);
        return answered;
    }

    // Progress<T> would hand the text to another thread, out of order.
    private sealed class WrittenText(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
