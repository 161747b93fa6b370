using System.Text.Json;
using AgentNotebook.Execution;
using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>One thing about an outcome that must be the same when the code runs again.</summary>
/// <param name="Name">What it is, such as <c>result</c>.</param>
/// <param name="Hash">Hash of all of it.</param>
/// <param name="Begin">Its first characters, for a person.</param>
internal sealed record OutcomePrint(string Name, string Hash, string Begin)
{
    private const int MostCharacters = 160;

    /// <summary>Whether a guest came to its own end: else it was stopped in the middle of something, and at which point is chance.</summary>
    public static bool Repeats(GuestOutcome outcome) => outcome.Verdict is Verdict.Completed or Verdict.Failed;

    /// <summary>All that must repeat.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="scrub">Takes secrets out of what is shown.</param>
    public static IReadOnlyList<OutcomePrint> Of(GuestOutcome outcome, Func<string, string> scrub)
    {
        return Repeats(outcome)
            ?
            [
                Print("verdict", $"{outcome.Verdict}"),
                Print("exception", outcome.Exception is { } thrown ? $"{thrown.Type}: {thrown.Message}\n{Json(thrown)}" : ""),
                Print("result", $"{outcome.ResultJson} {outcome.ResultType}"),
                Print("checks", outcome.Checks.Count == 0 ? "" : Json(outcome.Checks)),
                Print("output", outcome.Output),
                Print("error output", outcome.ErrorOutput),
                Print("artifacts", string.Join(", ", outcome.Artifacts.Select(artifact => $"{artifact.Name} ({artifact.Bytes.Length} bytes, {RecordingJson.Hash(Convert.ToBase64String(artifact.Bytes.Span))})"))),
            ]
            : [Print("verdict", $"{outcome.Verdict}"), Print("refused call", outcome.RefusedCall ?? "")];

        OutcomePrint Print(string name, string text) =>
            new(name, RecordingJson.Hash(text), scrub(text.Length <= MostCharacters ? text : text[..MostCharacters] + "…"));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, RecordingJson.Options);
}
