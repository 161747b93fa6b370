namespace AgentNotebook.Agents.Control.Loops;

/// <summary>Code that goes round: each of the last attempts, in the same order, was tried and failed alike a period before. Periods of 2 to 5.</summary>
internal sealed class CycleDetector : ILoopDetector
{
    private const int LongestPeriod = 5;

    public LoopAlarm? Look(LoopWindow window)
    {
        var all = window.All;
        for (var period = 2; period <= LongestPeriod && period + 2 <= all.Count; period++)
        {
            if (IsAgain(all[^1], all[^(1 + period)]) && IsAgain(all[^2], all[^(2 + period)]))
            {
                var before = all.TakeLast(period + 2).Take(2).ToList();
                return new LoopAlarm(
                    $"cycle-of-{period}",
                    [$"Attempts {Wording.Numbers(all.TakeLast(2))} are attempts {Wording.Numbers(before)} again, with the same faults: the run goes round in {period} steps."],
                    $"You go round in circles of {period}: attempts {Wording.Numbers(all.TakeLast(2))} are, apart from names and layout, attempts {Wording.Numbers(before)} again, and failed as they did. "
                    + $"The last one: {Wording.Short(window.Last.Fault)} Neither piece of code is a way out. Keep what each of them got right and change what both got wrong.");
            }
        }

        return null;
    }

    private static bool IsAgain(AttemptTrace now, AttemptTrace then) => now.Shape == then.Shape && now.Fault.Fingerprint == then.Fault.Fingerprint;
}
