using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>What a quick trial of a candidate showed.</summary>
/// <param name="Stage">How far it came, as <see cref="Basis.Stage(GuestOutcome)"/> counts; <see cref="DidNotCompile"/> when it did not compile.</param>
/// <param name="Passed">Whether every check held.</param>
/// <param name="Print">What it ended in: equal for two candidates that made no difference to each other.</param>
internal sealed record Screening(int Stage, bool Passed, string Print)
{
    public const int DidNotCompile = -1000;

    public static Screening Of(Trial trial) => trial.Outcome is { } outcome
        ? new Screening(Basis.Stage(outcome), trial.Passed, outcome.Exception is { } exception
            ? $"{exception.Type}: {exception.Message}"
            : $"{outcome.Verdict} {string.Join(' ', outcome.Checks.Select(check => check.Passed))} {outcome.ResultJson}")
        : new Screening(DidNotCompile, false, "");
}
