using System.Collections.Concurrent;
using System.Diagnostics;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Runs probes and ordinary guests mixed, several at once, for a while, and looks at what is left.</summary>
internal sealed class Soak(Stage stage, SandboxLevel minimum, SandboxLevel maximum, User user)
{
    private const int InFlight = 3;
    private const int WarmUpRuns = 12;
    private const int MostComplaints = 50;

    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly List<Probe> _probes = [.. ProbeFiles.Chosen];
    private SandboxLevel _level;
    private int _tried;
    private int _ordinary;

    internal async Task<SoakReport> RunAsync(TimeSpan time, int seed)
    {
        // What is loaded and pooled once, for the life of the process, is no leak.
        await MixAsync(new Random(seed), () => _tried + _ordinary < WarmUpRuns);
        (_tried, _ordinary) = (0, 0);
        var (descriptors, memory) = await MeasureAsync();
        var clock = Stopwatch.StartNew();
        await MixAsync(new Random(seed), () => clock.Elapsed < time);
        var leftovers = await AttackRun.LeftoversAsync(stage, []);
        var (descriptorsAfter, memoryAfter) = await MeasureAsync(descriptors);
        return new SoakReport(_level, _tried, _ordinary, [.. _wrong.Concat(leftovers).Take(MostComplaints)], [descriptors, descriptorsAfter], [memory, memoryAfter]);
    }

    private async Task MixAsync(Random random, Func<bool> goesOn)
    {
        await using var arena = new Arena(stage, minimum, maximum);
        _level = await arena.PrepareAsync();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => LaneAsync(arena, random, goesOn)));
    }

    private async Task LaneAsync(Arena arena, Random random, Func<bool> goesOn)
    {
        while (goesOn())
        {
            int next;
            lock (random)
            {
                next = random.Next(2 * _probes.Count);
            }

            if (next >= _probes.Count)
            {
                Interlocked.Increment(ref _ordinary);
                if (await arena.RunOrdinaryAsync() is { } complaint)
                {
                    _wrong.Enqueue(complaint);
                }
            }
            else
            {
                Interlocked.Increment(ref _tried);
                await TryAsync(arena, _probes[next]);
            }
        }
    }

    private async Task TryAsync(Arena arena, Probe probe)
    {
        var outcome = await arena.RunAsync(probe);
        // What is done to the stage cannot be told apart while others run; that the guest learnt its secret can.
        IReadOnlyList<string> harm = arena.KnowsTheWord(outcome) ? ["the guest learnt the parent's secret"] : [];
        foreach (var complaint in Judgement.Complaints(probe, _level, user, AttackRecord.Of(probe.Name, outcome, harm, next: null)))
        {
            _wrong.Enqueue($"{probe.Name}: {complaint}");
        }
    }

    // The runtime keeps an assembly's file open from its first use, which may come late.
    private static bool IsAssembly(string descriptor) => new FileInfo(descriptor).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == true;

    // Finalizers and the ends of pipes take a moment; what stays above the earlier count stays for good.
    private static async Task<(int Descriptors, long Memory)> MeasureAsync(int settled = int.MaxValue)
    {
        var descriptors = int.MaxValue;
        for (var round = 0; round < 50 && (descriptors == int.MaxValue || descriptors > settled); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(100);
            descriptors = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(entry => !IsAssembly(entry));
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (descriptors, Environment.WorkingSet);
    }
}
