using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>Whether a transition costs more the longer the run is.</summary>
internal sealed class LongRunPart : IAgentsPart
{
    private const int Transitions = 10_000;
    private const int Compared = 100;
    private const int Round = 3;
    private const int WarmUp = 20_000;

    public string Name => "long-run";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        await LongRun.DriveAsync(WarmUp);
        var (first, last, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions["long-run"]; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var took = await LongRun.DriveAsync(Transitions);
            first.Add(Typical(took.Take(Compared)));
            last.Add(Typical(took.TakeLast(Compared)));
            ratios.Add(last[^1] / first[^1]);
        }

        return
        [
            new(Name, "the first 100 of 10,000 transitions, each, median of rounds", "µs", Spread.Of(first), null),
            new(Name, "the last 100, each", "µs", Spread.Of(last), null),
            new(Name, "the last 100 ÷ the first 100", "×", Spread.Of(ratios), Goal.MedianAtMost(1.3)),
        ];
    }

    // By rounds, the middle one: a run has three kinds of transitions, and a machine that does something else meanwhile must not decide.
    private static double Typical(IEnumerable<double> took) => Spread.Of(took.Chunk(Round).Where(round => round.Length == Round).Select(round => round.Average())).Median;
}
