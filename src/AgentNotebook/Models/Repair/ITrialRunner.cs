using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>Tries a candidate against the checks.</summary>
internal interface ITrialRunner
{
    Task<Trial> TryAsync(string code, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken);
}
