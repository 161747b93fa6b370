namespace AgentNotebook.Display.Compare;

/// <summary>How much of each thing a comparison shows.</summary>
/// <param name="Steps">Steps shown: those around the one where the runs part.</param>
/// <param name="Attempts">Attempts shown.</param>
/// <param name="CodeLines">Lines of each difference.</param>
/// <param name="LineCharacters">Characters of a line.</param>
/// <param name="TextCharacters">Characters of a plan, a reason, a result.</param>
internal sealed record ComparisonDetail(int Steps, int Attempts, int CodeLines, int LineCharacters, int TextCharacters)
{
    /// <summary>From ample to sparse; the last fits for any two runs.</summary>
    internal static readonly ComparisonDetail[] Levels =
    [
        new(200, 30, 120, 200, 1000),
        new(60, 12, 60, 160, 500),
        new(24, 6, 24, 120, 240),
        new(8, 2, 8, 60, 100),
    ];
}
