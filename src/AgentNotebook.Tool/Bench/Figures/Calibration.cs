using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>The same work over and over, between the parts: how much its time varies is the machine's doing, not that of what is measured.</summary>
internal sealed class Calibration
{
    private const int Iterations = 4_000_000;

    private readonly List<double> _times = [];
    private ulong _state = 88172645463325252;

    /// <summary>Milliseconds of one piece of work.</summary>
    public Spread Spread => Spread.Of(_times);

    /// <summary>Does the work.</summary>
    /// <param name="times">How often.</param>
    public void Run(int times)
    {
        for (; times > 0; times--)
        {
            var start = Stopwatch.GetTimestamp();
            _state = Shift(_state);
            _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    /// <summary>How much faster two pieces of work are side by side than one after another: what two processors of this machine are worth, 2 at most.</summary>
    public static double GainOfTwo()
    {
        var clock = Stopwatch.StartNew();
        _ = Shift(Shift(1));
        var alone = clock.Elapsed;
        clock.Restart();
        Parallel.Invoke(() => Shift(2), () => Shift(3));
        return alone / clock.Elapsed;
    }

    // Marsaglia's xorshift: each round needs the one before it, so that nothing of it can be left out.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong Shift(ulong state)
    {
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        return state;
    }
}
