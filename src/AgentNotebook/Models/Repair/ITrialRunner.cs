using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>Tries candidates against the checks.</summary>
internal interface ITrialRunner
{
    /// <summary>The same runner for code that does not stand alone.</summary>
    ITrialRunner Among(Surroundings surroundings) => this;

    /// <summary>Runs one candidate as an attempt would run.</summary>
    Task<Trial> TryAsync(string code, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken);

    /// <summary>Sifts many candidates at little cost. What passes here still has to pass alone.</summary>
    async Task<IReadOnlyList<Screening>> ScreenAsync(IReadOnlyList<string> codes, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var found = new List<Screening>();
        foreach (var code in codes)
        {
            found.Add(Screening.Of(await TryAsync(code, checks, limits, cancellationToken).ConfigureAwait(false)));
        }

        return found;
    }
}
