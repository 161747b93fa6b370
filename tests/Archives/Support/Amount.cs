namespace AgentNotebook.Archives.Tests.Support;

/// <summary>How much of the longest tests is wanted.</summary>
internal static class Amount
{
    /// <summary>Whether there is time for everything: <c>AGENTNOTEBOOK_THOROUGH=1</c>.</summary>
    public static bool IsThorough { get; } = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1";

    /// <summary>Mutated inputs for each parser: <c>AGENTNOTEBOOK_FUZZ</c>; 3,000 when it is not set.</summary>
    public static int Mutants { get; } = int.TryParse(Environment.GetEnvironmentVariable("AGENTNOTEBOOK_FUZZ"), out var cases) ? cases : 3_000;

    /// <summary>Rounds of a race: 10,000 when all is asked for.</summary>
    public static int Rounds { get; } = IsThorough ? 10_000 : 200;

    /// <summary>Rounds of each race that needs a process each time.</summary>
    public static int ProcessRounds { get; } = IsThorough ? 40 : 3;
}
