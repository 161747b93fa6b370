using System.Text.Json;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>What came of one probe.</summary>
/// <param name="Probe">Its name.</param>
/// <param name="Level">The level that was active.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">The verdict's reason.</param>
/// <param name="Proof">What the probe says it got through, cut; <see langword="null"/> when it got through nothing.</param>
/// <param name="Harm">What the parent found changed afterwards.</param>
/// <param name="Next">Why the ordinary guest after it did not answer as it should; <see langword="null"/> when it did, or when none was run.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record AttackRecord(string Probe, SandboxLevel Level, Verdict Verdict, string Reason, string? Proof, IReadOnlyList<string> Harm, string? Next, double Seconds)
{
    private const int ProofCharacters = 300;

    internal static AttackRecord Of(string probe, GuestOutcome outcome, IReadOnlyList<string> harm, string? next) =>
        new(probe, outcome.Level, outcome.Verdict, Cut(outcome.Reason), ProofIn(outcome), harm, next, Math.Round(outcome.WallTime.TotalSeconds, 2));

    /// <summary>Whether it got through.</summary>
    internal bool IsThrough => Verdict == Verdict.Completed && Proof is not null;

    // A probe proves with a string; an honest value of another kind is no proof.
    private static string? ProofIn(GuestOutcome outcome) =>
        outcome.ResultJson is ['"', ..] json && JsonSerializer.Deserialize<string>(json) is { } proof ? Cut(proof) : null;

    private static string Cut(string text) => text.Length > ProofCharacters ? text[..ProofCharacters] + "…" : text;
}
