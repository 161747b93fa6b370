using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Runs every chosen probe at one level, one after the other, and prints what came of each.</summary>
internal static class AttackRun
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(5);

    internal static async Task RunAsync(SandboxLevel level)
    {
        using var stage = new Stage();
        var windows = new List<(string Probe, long From, long To)>();
        await using (var arena = new Arena(stage, level, level))
        {
            try
            {
                if (await arena.PrepareAsync() is var found && found != level)
                {
                    throw new InvalidOperationException($"Level {level} was asked for, and the runner is at {found}.");
                }
            }
            catch (SandboxUnavailableException exception)
            {
                new Message { Unavailable = exception.Message }.Print();
                return;
            }

            foreach (var probe in ProbeFiles.Chosen)
            {
                var from = Descendants.Ticks();
                new Message { Record = await TryAsync(arena, stage, probe) }.Print();
                windows.Add((probe.Name, from, Descendants.Ticks()));
            }
        }

        new Message { Leftovers = await LeftoversAsync(stage, windows) }.Print();
    }

    private static async Task<AttackRecord> TryAsync(Arena arena, Stage stage, Probe probe)
    {
        var outcome = await arena.RunAsync(probe);
        var harm = stage.TakeHarm();
        var next = probe.Expect.Count > 0 ? await arena.RunOrdinaryAsync() : null;
        return AttackRecord.Of(probe.Name, outcome, arena.KnowsTheWord(outcome) ? [.. harm, "the guest learnt the parent's secret"] : harm, next);
    }

    // The runner is gone: nothing it started may live, and nothing may lie where its workers had their folders.
    internal static async Task<IReadOnlyList<string>> LeftoversAsync(Stage stage, IReadOnlyList<(string Probe, long From, long To)> windows)
    {
        var deadline = DateTime.UtcNow + _settling;
        while (true)
        {
            var processes = Descendants.Living().Where(process => process.Id != stage.Bystander).ToList();
            var files = Directory.EnumerateFileSystemEntries(stage.ScratchRoot).ToList();
            if ((processes.Count == 0 && files.Count == 0) || DateTime.UtcNow > deadline)
            {
                return [.. processes.Select(process => $"process '{process.Command}', started during {During(process.Started)}"), .. files.Select(file => $"{file}, of {Directory.GetCreationTimeUtc(file):HH:mm:ss}")];
            }

            await Task.Delay(50);
        }

        string During(long ticks) => string.Join(" or ", windows.Where(window => ticks >= window.From && ticks <= window.To).Select(window => window.Probe));
    }
}
