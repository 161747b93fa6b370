namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>One line of the report.</summary>
/// <param name="Part">The part of the benchmark it comes from.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Unit"><c>µs</c>, <c>ms</c>, <c>B</c>, <c>KB</c> (10³ bytes), <c>MB</c> (10⁶ bytes), <c>%</c> or <c>×</c>, a ratio.</param>
/// <param name="Spread">The values.</param>
/// <param name="Goal">What they should come to; <see langword="null"/> when nothing is asked.</param>
internal sealed record Figure(string Part, string Name, string Unit, Spread Spread, Goal? Goal)
{
    /// <summary>What the goal judges, divided by its limit.</summary>
    public double? RatioToGoal => Goal?.RatioOf(Spread);

    /// <summary>Whether the goal is kept; <see langword="null"/> without one.</summary>
    public bool? IsMet => Goal?.IsMetBy(Spread);
}
