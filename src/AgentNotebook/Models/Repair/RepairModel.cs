using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Repair.Compiling;

namespace AgentNotebook.Models.Repair;

/// <summary>
/// Mends C# without any network: it reads what the compiler and the run said, changes as little as it can, and says what it changed and why.
/// </summary>
/// <remarks>
/// The same request gives the same answer. It knows no program beforehand: every repair is a general rule over syntax and symbols. It never gives a code
/// that an earlier attempt already tried, and it never removes a computation or reads the checks to meet them. Where code runs is optional: with it, candidates are tried
/// in a child before the answer, in the order of how usual the slip is, and the first that passes all checks is given.
/// </remarks>
public sealed class RepairModel : IAgentModel
{
    private readonly RepairModelOptions _options;
    private readonly ITrialRunner? _trials;
    private readonly TimeProvider _time;

    /// <summary>A repair model.</summary>
    /// <param name="options">Limits of its search; <see langword="null"/> for the defaults.</param>
    /// <param name="runner">Where candidates may be tried; <see langword="null"/> to give the most usual candidate untried.</param>
    /// <param name="time">The clock of its limits; <see langword="null"/> for the system's.</param>
    public RepairModel(RepairModelOptions? options = null, ICodeRunner? runner = null, TimeProvider? time = null)
        : this(options, runner is null ? null : new ChildTrialRunner(runner), time)
    {
    }

    internal RepairModel(RepairModelOptions? options, ITrialRunner? trials, TimeProvider? time)
    {
        _options = options ?? new RepairModelOptions();
        _trials = _options.CandidateRuns > 0 ? trials : null;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => "repair";

    /// <inheritdoc/>
    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new PlanReply(
            "Run the code of the cell as it is. Should it fail, mend what the compiler and the run point at, one small change at a time.", request.Brief.Task));
    }

    /// <inheritdoc/>
    public async Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (basis, later) = Basis.Of(request.Attempts);
        if (basis.Code.Length > _options.CodeCharacters)
        {
            return new ReviseReply(null, $"The code is {basis.Code.Length:N0} characters long, and the repair model looks at no more than {_options.CodeCharacters:N0}. Shorten it, or raise the limit.");
        }

        var tried = request.Attempts.Select(attempt => CodeFingerprint.Of(attempt.Code)).ToHashSet(StringComparer.Ordinal);
        bool IsNew(string code) => !tried.Contains(CodeFingerprint.Of(code));
        var surroundings = Surroundings.Of(request.Brief, cancellationToken);
        var search = new TrialSearch(_options, _trials?.Among(surroundings), _time, request.Brief.Checks, request.Attempts, Behaviour, surroundings);
        var candidates = basis.Errors.Any(error => error.Check is null)
            ? new CompileRepairer(_options, _time, surroundings)
                .Repair(basis.Code, IsNew, cancellationToken)
                .Select((path, order) => new Candidate(path.View.Code, string.Join(" ", path.Steps) + Left(path.Errors), order))
            : Behaviour(basis);
        var found = await search.FindAsync(basis, candidates, cancellationToken).ConfigureAwait(false);
        var back = later > 0 ? $"Back to attempt {basis.Number}, which came furthest. " : "";
        return found.Candidate is { } candidate
            ? new ReviseReply(candidate.Code, back + candidate.Explanation)
            : new ReviseReply(null, found.Doubt ?? Unknown(basis, later));

        IEnumerable<Candidate> Behaviour(Attempt from) => new BehaviourRepairer(_options, _time, surroundings).Candidates(from, IsNew, cancellationToken);
    }

    private static string Left(int errors) => errors switch
    {
        0 => "",
        1 => " One error is left for the next round.",
        _ => $" {errors} errors are left for the next round.",
    };

    private static string Unknown(Attempt basis, int later)
    {
        var more = later > 0 ? "The repairs that were known have been tried. " : "";
        if (basis.Errors.Count > 0)
        {
            var error = basis.Errors[0];
            var where = error.Check is null ? $"line {error.Line}" : $"the check `{error.Check}`";
            return $"{more}No repair is known for {error.Id} at {where}: {error.Message}";
        }

        if (basis.Outcome?.Exception is { } exception)
        {
            return $"{more}No repair is known for {exception.Type}{(exception.Line is { } line ? $" at line {line}" : "")}: {exception.Message}";
        }

        return basis.Outcome?.Checks.FirstOrDefault(check => !check.Passed) is { } failed
            ? $"{more}No small change is known that would make the check `{failed.Expression}` hold."
            : $"{more}No repair is known for this outcome. {basis.Outcome?.Reason}";
    }
}
