namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>How measured values lie.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Median">Half of them are not above it.</param>
/// <param name="P90">Nine in ten are not above it.</param>
/// <param name="P99">99 in 100 are not above it; of fewer than 100 the largest.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
internal sealed record Spread(int Count, double Median, double P90, double P99, double Min, double Max)
{
    /// <summary>The spread of values, at least one, by nearest rank.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return new Spread(sorted.Count, At(0.5), At(0.9), At(0.99), At(0), At(1));

        double At(double share) => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)], 4);
    }
}
