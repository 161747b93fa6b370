using AgentNotebook.Execution;

namespace AgentNotebook.Agents.Replay;

/// <summary>Runs code again, and holds what comes of it to what came of it then.</summary>
internal sealed class ReplayingRunner(ICodeRunner inner, ReplayTape tape) : ICodeRunner
{
    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => inner.PrepareAsync(cancellationToken);

    public async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var recorded = tape.Expect<OutcomeLine>("the code of an attempt is run");
        if (recorded.Fault is { } fault)
        {
            tape.Advance();
            throw fault.ToException();
        }

        var now = await inner.RunAsync(program, limits, cancellationToken);
        var prints = OutcomePrint.Of(now, text => text);
        foreach (var name in recorded.Prints.Concat(prints).Select(print => print.Name).Distinct())
        {
            var (then, here) = (recorded.Prints.FirstOrDefault(print => print.Name == name), prints.FirstOrDefault(print => print.Name == name));
            if (then?.Hash != here?.Hash)
            {
                throw tape.Diverge($"the code's {name} was {ReplayTape.Quote(then?.Begin)}", $"it is {ReplayTape.Quote(here?.Begin)}");
            }
        }

        tape.NoteLevel(recorded.Level, now.Level);
        tape.Advance();
        return recorded.Merge(now);
    }

    // The runner is the notebook's.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
