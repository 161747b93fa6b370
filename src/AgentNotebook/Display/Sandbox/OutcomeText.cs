using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.Sandbox;

/// <summary>A guest's outcome in words.</summary>
public static class OutcomeText
{
    private const int MostNamed = 20;

    /// <summary>One line: the level and profile that were really active, the time it took, the memory it reached.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Facts(GuestOutcome outcome)
    {
        var memory = outcome.PeakMemoryBytes > 0 ? $", at most {ByteSize.Text(outcome.PeakMemoryBytes)} of memory" : "";
        return $"level {Lower(outcome.Level)}, profile {Lower(outcome.Profile)}: {ElapsedText.Text(outcome.WallTime)}, of processor time {ElapsedText.Text(outcome.CpuTime)}{memory}";
    }

    /// <summary>Names and sizes of artifacts in one line, made safe to read.</summary>
    /// <param name="artifacts">The artifacts.</param>
    public static string List(IReadOnlyList<GuestArtifact> artifacts) =>
        string.Join(", ", artifacts.Take(MostNamed).Select(artifact => $"{Name(artifact)} ({ByteSize.Text(artifact.Bytes.Length)})")) + (artifacts.Count > MostNamed ? $" and {artifacts.Count - MostNamed} more" : "");

    /// <summary>A result for the screen: its JSON on one line, cut at 4,000 characters.</summary>
    /// <param name="json">The result.</param>
    public static string Result(string json) => Untrusted.Line(json, 4000);

    internal static string Name(GuestArtifact artifact) => Untrusted.Line(artifact.Name, 80);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
