using System.Globalization;
using Xunit.Abstractions;

namespace AgentNotebook.Crashes;

/// <summary>What a store must survive when its writers are killed at moments that nobody chose.</summary>
public abstract class KilledWritersSuite(ITestOutputHelper output) : CrashSuite(output)
{
    protected const string Endless = "1000000";

    [Fact]
    public void one_run_killed_at_random_moments_loses_nothing_acknowledged_and_tears_no_batch() =>
        Kill("one run", 200, seed => [["append", "s", seed, Endless]]);

    [Fact]
    public void several_sessions_of_one_process_killed_at_random_moments_lose_nothing_acknowledged() =>
        Kill("several sessions in one process", 150, seed => [["many", seed, Endless, "s", "t", "u"]]);

    /// <summary>Kills all writers of a round, and counts each. What they leave is compared with what they were promised, and taken up by the next.</summary>
    /// <param name="load">Its name.</param>
    /// <param name="thorough">Kills when there is time for all.</param>
    /// <param name="writers">The arguments of each, but for the address, which comes second.</param>
    protected void Kill(string load, int thorough, Func<string, string[][]> writers)
    {
        var tally = Tally($"{load}, killed at random");
        // Several stores at once, because a writer mostly waits for its runtime and for the disk.
        var lanes = Enumerable.Range(0, Amount.IsThorough ? 4 : 1).ToList();
        tally.TryAll(lanes, lane =>
        {
            var random = new Random(Amount.Seed + lane);
            using var stage = new CrashStage();
            var promises = new Promises();
            for (var kills = 0; kills < (Amount.Kills(thorough) + lanes.Count - 1) / lanes.Count;)
            {
                // Now and then the store is made anew, so that its making is interrupted too.
                if (random.Next(4) == 0)
                {
                    foreach (var old in Directory.GetFiles(stage.Files))
                        File.Delete(old);
                    promises = new Promises();
                }

                var before = promises.Entries.Values.Sum();
                var started = writers(random.Next().ToString(CultureInfo.InvariantCulture))
                    .Select(arguments => Start([], [arguments[0], Address(stage.Files), .. arguments[1..]])).ToList();
                KillAll(started, promises, random);
                kills += started.Count;
                tally.Add("kills", started.Count);
                tally.Add("entries acknowledged", promises.Entries.Values.Sum() - before);
                using var store = Open(Address(stage.Files));
                StoreInspection.Inspect(store, promises, isTakenBack: false);
            }
        });
        tally.End();
    }

    private static void KillAll(List<Crasher> writers, Promises promises, Random random)
    {
        // From before the file is there to well into the appends; then a moment that no event marks.
        var lines = random.Next(-1, 15);
        for (var line = 0; line < lines && writers[0].ReadLine() is { } said; line++)
            promises.Hear(said);
        if (lines <= 0)
            Thread.Sleep(random.Next(0, 250));
        Thread.SpinWait(random.Next(0, 200_000));
        // Not in one blow: between two writers' deaths the other goes on alone.
        foreach (var writer in writers)
        {
            writer.Kill();
            Thread.SpinWait(random.Next(0, 100_000));
        }

        foreach (var writer in writers)
        {
            writer.ReadToEnd(promises);
            writer.Dispose();
            Assert.True(writer.Errors.Length == 0, writer.Errors);
        }
    }
}
