using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Models.Repair;

/// <summary>Tries candidates where the run's own code runs: a restricted child each.</summary>
internal sealed class ChildTrialRunner(ICodeRunner runner) : ITrialRunner
{
    private readonly GuestCompiler _compiler = new();

    public async Task<Trial> TryAsync(string code, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var compiled = _compiler.Compile(code, checks, cancellationToken);
        return compiled.Program is { } program
            ? new Trial([], await runner.RunAsync(program, limits, cancellationToken).ConfigureAwait(false))
            : new Trial(compiled.Errors, null);
    }
}
