using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Runs every chosen probe at some levels, one after the other, and prints what came of each.</summary>
internal static class AttackRun
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(5);

    /// <param name="user">Who this process is.</param>
    /// <param name="levels">The levels, strongest first.</param>
    /// <param name="profile">The profile.</param>
    internal static async Task RunAsync(User user, IReadOnlyList<SandboxLevel> levels, SandboxProfile profile = SandboxProfile.Compute)
    {
        using var stage = new Stage();
        // A parent that has run workers at level filtered is hidden from others of its user from then on, also from guests without a sandbox.
        foreach (var level in levels.OrderBy(level => level == SandboxLevel.Filtered))
        {
            await RunAsync(stage, user, level, profile, isStrongest: level == levels[0]);
        }
    }

    private static async Task RunAsync(Stage stage, User user, SandboxLevel level, SandboxProfile profile, bool isStrongest)
    {
        var windows = new List<(string Probe, long From, long To)>();
        await using (var arena = new Arena(stage, level, level, profile))
        {
            try
            {
                if (await arena.PrepareAsync() is var found && found != level)
                {
                    new Message { Level = level, NotRun = $"{level} was asked for, and the runner says that it is at {found}." }.Print();
                    return;
                }
            }
            catch (SandboxUnavailableException exception)
            {
                new Message { Level = level, NotRun = exception.Message }.Print();
                return;
            }

            foreach (var probe in ProbeFiles.ChosenFor(user, isStrongest, profile))
            {
                var from = Descendants.Ticks();
                new Message { Level = level, Record = await TryAsync(arena, stage, probe) }.Print();
                windows.Add((probe.Name, from, Descendants.Ticks()));
            }
        }

        new Message { Level = level, Leftovers = await LeftoversAsync(stage, windows) }.Print();
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
