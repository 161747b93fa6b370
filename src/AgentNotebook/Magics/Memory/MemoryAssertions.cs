using System.Globalization;
using AgentNotebook.Display;
using AgentNotebook.Gpu;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.Memory;

/// <summary>What a cell may demand of memory, judged by what was measured; each failure in a sentence or two with figures and ways out.</summary>
internal static class MemoryAssertions
{
    /// <summary>How often it is looked whether memory has come back.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Less than this taken is noise of the runtime's own: nothing can be said of what came back.</summary>
    private const long LeastTaken = 1 << 20;

    /// <summary>Devices on which more was in use by us than a budget allows.</summary>
    /// <param name="curve">What is judged.</param>
    /// <param name="since">The mark it begins at; <see langword="null"/> for where the notebook was opened.</param>
    /// <param name="budget">Bytes.</param>
    public static IEnumerable<string> OverBudget(MemoryCurve curve, string? since, long budget)
    {
        var balances = MemoryBalance.Of(curve);
        return balances.Count == 0
            ? [$"--budget cannot be judged: no device has answered{Stretch(since)}. {curve.Explanation}".Trim()]
            : balances.Where(balance => balance.PeakBytes > budget).Select(balance =>
                $"{Name(balance, curve)}: {ByteText.Of(balance.PeakBytes)} were in use by us at the peak{Stretch(since)}, {ByteText.Of(balance.PeakBytes - budget)} more than the {ByteText.Of(budget)} of --budget.{Basis(balance.Basis)}");
    }

    /// <summary>Devices on which too little of what we took came back, after a full garbage collection and after waiting for it.</summary>
    /// <param name="memory">What measures.</param>
    /// <param name="since">The mark to begin at; <see langword="null"/> for where the notebook was opened.</param>
    /// <param name="share">Which share is to be free again, 0 to 1.</param>
    /// <param name="asked">The same as it was typed.</param>
    /// <param name="within">How long to wait for it.</param>
    /// <param name="notebook">Is told when nothing was taken.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<IReadOnlyList<string>> FreedAsync(MemorySampler memory, string? since, double share, string asked, TimeSpan within, INotebook notebook, CancellationToken cancellationToken)
    {
        // Twice: what finalizers let go of is garbage only after they have run.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var time = notebook.Services.Time;
        var start = time.GetTimestamp();
        for (; ; )
        {
            memory.UseByUs();
            var curve = since is null ? memory.Snapshot() : memory.Since(since);
            var balances = MemoryBalance.Of(curve);
            var missing = balances.Where(balance => balance.TakenBytes >= LeastTaken && balance.FreedShare < share).ToList();
            if (missing.Count == 0 || time.GetElapsedTime(start) >= within)
            {
                if (balances.Count == 0)
                {
                    return [$"--expect-freed cannot be judged: no device has answered{Stretch(since)}. {curve.Explanation}".Trim()];
                }

                if (balances.All(balance => balance.TakenBytes < LeastTaken))
                {
                    notebook.Print($"Nothing was taken{Stretch(since)} that could have come back.\n");
                }

                return [.. missing.Select(balance => Missing(balance, curve, since, asked))];
            }

            await Task.Delay(Step, time, cancellationToken);
        }
    }

    private static string Missing(MemoryBalance balance, MemoryCurve curve, string? since, string asked) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(balance, curve)}: of the {ByteText.Of(balance.TakenBytes)} that we took{Stretch(since)} (from {ByteText.Of(balance.BeforeBytes)} to {ByteText.Of(balance.PeakBytes)} at the peak) {ByteText.Of(balance.TakenBytes - balance.HeldBytes)} came back: {Math.Floor(balance.FreedShare!.Value * 1000) / 10:0.#}%, and --expect-freed asks for {asked}. {ByteText.Of(balance.HeldBytes)} are still held.{Basis(balance.Basis)} Dispose of what is on the device and let go of variables and exceptions that hold it; an allocator that keeps what it had gives it back only when its process ends.");

    private static string Stretch(string? since) => since is null ? " since the notebook was opened" : $" since '{since}'";

    private static string Name(MemoryBalance balance, MemoryCurve curve) =>
        curve.IsGpu ? $"{balance.Device.Label} ({balance.Device.Name})" : $"Memory of {balance.Device.Name}";

    private static string Basis(MemoryUseBasis basis) => basis switch
    {
        MemoryUseBasis.Growth => " (The driver does not say what each process uses: counted is by how much the use of the device grew since the notebook was opened.)",
        MemoryUseBasis.Resident => " (There is no GPU to ask: counted is main memory.)",
        _ => "",
    };
}
