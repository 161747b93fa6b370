using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace AgentNotebook.Crashes;

/// <summary>Tries many points at once, and tells of all that went wrong, not only of the first.</summary>
internal sealed class Tally(ITestOutputHelper output, string load)
{
    private const int Told = 8;

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, long> _figures = new();

    public void Add(string figure, long count = 1) => _figures.AddOrUpdate(figure, count, (_, sum) => sum + count);

    /// <summary>Runs <paramref name="trial"/> for each point. A crasher waits more than it computes, so two a processor keep it busy.</summary>
    public void TryAll<T>(IReadOnlyList<T> points, Action<T> trial) =>
        Parallel.ForEach(points, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) }, point =>
        {
            try
            {
                trial(point);
            }
            catch (Exception e)
            {
                _failures.Enqueue($"{point}: {e.Message}{(e is Xunit.Sdk.XunitException ? "" : "\n" + e)}");
            }
        });

    /// <summary>Prints the figures, and fails when anything was lost or torn.</summary>
    public void End()
    {
        output.WriteLine($"{load}: {string.Join(", ", _figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => $"{figure.Value:N0} {figure.Key}"))}; "
            + $"{_failures.Count} with something lost or torn; {_watch.Elapsed.TotalSeconds:0.0} s; seed {Amount.Seed}");
        Assert.True(_failures.IsEmpty, $"seed {Amount.Seed}, {_failures.Count} failed:\n{string.Join('\n', _failures.Take(Told))}");
    }
}
