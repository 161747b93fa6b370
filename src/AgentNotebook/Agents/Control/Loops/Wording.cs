using AgentNotebook.Agents.Faults;

namespace AgentNotebook.Agents.Control.Loops;

/// <summary>How evidence is put into words.</summary>
internal static class Wording
{
    // A reason comes from a compiler, a guest or a model: a warning quotes no more of it than a reader needs.
    private const int LongestReason = 300;

    public static string Short(Fault fault) => Short(fault.Reason);

    public static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }

    public static string Numbers(IEnumerable<AttemptTrace> traces) => string.Join(", ", traces.Select(trace => trace.Number));
}
