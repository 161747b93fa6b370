using AgentNotebook.Archives.Tests.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>Somebody swaps the staging folder, what is in it, the destination and the folder above it for links, from the moment that staging has begun: with the whole extractor, its process and its moving into place.</summary>
public sealed class ProcessRaceTests(ITestOutputHelper output)
{
    /// <summary>A few rounds may all be over before the swapper had a processor to swap on; with so many none is an error.</summary>
    private const int MostRounds = 60;

    private static readonly ArchiveExtractor _extractor = new();

    [LinuxTheory]
    [InlineData(Swapped.Staging, false, false)]
    [InlineData(Swapped.Staging, false, true)]
    [InlineData(Swapped.Staging, true, true)]
    [InlineData(Swapped.Unpacked, false, false)]
    [InlineData(Swapped.Unpacked, false, true)]
    [InlineData(Swapped.Unpacked, true, true)]
    [InlineData(Swapped.Destination, true, false)]
    [InlineData(Swapped.Destination, true, true)]
    [InlineData(Swapped.Parent, false, false)]
    [InlineData(Swapped.Parent, false, true)]
    [InlineData(Swapped.Parent, true, true)]
    public async Task nothing_outside_is_written_or_deleted(Swapped what, bool destinationExists, bool late)
    {
        var (swaps, unpacked, refused) = (0L, 0, new SortedDictionary<string, int>());
        var round = 0;
        for (; round < Amount.ProcessRounds || (swaps == 0 && round < MostRounds); round++)
        {
            using var arena = new ProcessArena(destinationExists);
            string outcome;
            using (var swapper = new Swapper(() => arena.Pairs(what, late)))
            {
                outcome = await UnpackAsync(arena, destinationExists);
                swaps += swapper.Swaps;
            }

            Assert.True(!arena.Changed.Any(), $"round {round} ({outcome}): {string.Join(", ", arena.Changed)}");
            Assert.True(arena.IsDestinationSound, $"round {round} ({outcome}): a link is in the destination's place");
            refused[outcome] = refused.GetValueOrDefault(outcome) + 1;
            unpacked += outcome.Length == 0 ? 1 : 0;
        }

        output.WriteLine($"{round:N0} rounds, {swaps:N0} swaps: {unpacked:N0} unpacked, refused: {string.Join("; ", refused.Where(entry => entry.Key.Length > 0).Select(entry => $"{entry.Key} {entry.Value:N0}"))}");
        Assert.True(swaps > 0, $"only {swaps:N0} swaps");
    }

    // A refusal or an error, by name; empty when all was unpacked.
    private static async Task<string> UnpackAsync(ProcessArena arena, bool overwrite)
    {
        try
        {
            var report = await _extractor.ExtractAsync(new ExtractionRequest { Archive = arena.Archive, Destination = arena.Destination, Overwrite = overwrite });
            return report.Refusals.FirstOrDefault() is { } refusal ? refusal.Rule.ToString() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Execution.WorkerUnavailableException)
        {
            return e.GetType().Name;
        }
    }
}
