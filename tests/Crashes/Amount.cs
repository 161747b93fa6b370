using System.Globalization;

namespace AgentNotebook.Crashes;

/// <summary>
/// How much is tried. <c>AGENTNOTEBOOK_THOROUGH=1</c> tries all; without it a sample. <c>AGENTNOTEBOOK_KILLS</c> sets the number of random
/// kills of each load, <c>AGENTNOTEBOOK_SEED</c> repeats a run.
/// </summary>
internal static class Amount
{
    public static bool IsThorough { get; } = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1";

    public static int Seed { get; } = FromEnvironment("AGENTNOTEBOOK_SEED") ?? Random.Shared.Next();

    public static int Kills(int thorough) => FromEnvironment("AGENTNOTEBOOK_KILLS") ?? (IsThorough ? thorough : Math.Max(2, thorough / 25));

    /// <summary>Some of them, in their order.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="sample">How many otherwise.</param>
    /// <param name="thorough">How many when there is time for all that tell more than others.</param>
    /// <param name="random">Chooses.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, int sample, int thorough, Random random)
    {
        var count = IsThorough ? thorough : sample;
        if (all.Count <= count)
            return all;
        var some = Enumerable.Range(0, all.Count).ToArray();
        random.Shuffle(some);
        return [.. some.Take(count).Order().Select(i => all[i])];
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
