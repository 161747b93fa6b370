using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>What a transition costs by itself.</summary>
internal sealed class TransitionPart : IAgentsPart
{
    private const int Transitions = 1_000;
    private const int WarmUp = 20_000;

    public string Name => "transition";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        await LongRun.DriveAsync(WarmUp);
        var (judged, worked, unjudged) = (new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions["transition"]; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = Environment.CpuUsage.TotalTime;
            judged.Add((await LongRun.DriveAsync(Transitions)).Average());
            worked.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Transitions);
            unjudged.Add((await LongRun.DriveAsync(Transitions, allowRepeat: true)).Average());
        }

        return
        [
            new(Name, "a transition, mean of 1,000, without disk", "µs", Spread.Of(judged), Goal.MedianAtMost(20)),
            new(Name, "processor time of one, collecting garbage and compiling hot code among it", "µs", Spread.Of(worked), null),
            new(Name, "a transition without looking for loops", "µs", Spread.Of(unjudged), null),
        ];
    }
}
