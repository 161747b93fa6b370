namespace AgentNotebook.Display;

/// <summary>
/// Marks what is measured anew each time something runs: an element that carries a mark holds such figures, and whoever compares two
/// executions knows where to overlook them, and where not. The values are names of rules of <c>agentnb verify</c>.
/// </summary>
internal static class VolatileMark
{
    /// <summary>The attribute's name.</summary>
    internal const string Name = "data-volatile";

    /// <summary>Durations stand in it; a bar follows one.</summary>
    internal const string Durations = $"{Name}=\"durations\"";

    /// <summary>Amounts of memory stand in it.</summary>
    internal const string Memory = $"{Name}=\"memory\"";

    /// <summary>Durations and amounts of memory stand in it.</summary>
    internal const string Figures = $"{Name}=\"durations memory\"";

    /// <summary>All of it shows what memory did, by which probe.</summary>
    internal const string MemoryCurve = $"{Name}=\"memory-curve memory\"";

    /// <summary>It names one of the levels that keep a guest in, of which each machine has its own.</summary>
    internal const string SandboxLevel = $"{Name}=\"sandbox-level\"";

    /// <summary>It says how far something is, and is there only when that took long.</summary>
    internal const string Progress = $"{Name}=\"progress\"";

    /// <summary>It names the place of a session's store.</summary>
    internal const string Store = $"{Name}=\"store\"";
}
