namespace AgentNotebook.Agents.Control.Loops;

/// <summary>Faults that take turns although the code is new each time: mending one brings back the other. Periods of 2 to 5, twice.</summary>
internal sealed class FaultCycleDetector : ILoopDetector
{
    private const int LongestPeriod = 5;

    public LoopAlarm? Look(LoopWindow window)
    {
        var all = window.OfStrategy;
        for (var period = 2; period <= LongestPeriod && 2 * period <= all.Count; period++)
        {
            var turns = all.TakeLast(2 * period).ToList();
            var repeats = Enumerable.Range(0, period).All(index => turns[index].Complaint == turns[index + period].Complaint);
            var differs = turns.Take(period).Select(trace => trace.Complaint).Distinct().Count() > 1;
            if (repeats && differs && !LoopWindow.Improved(turns, period))
            {
                return new LoopAlarm(
                    period == 2 ? "ping-pong" : $"fault-cycle-of-{period}",
                    [$"Attempts {Wording.Numbers(turns)} met the same {period} faults in turn: {string.Join(" · ", turns.TakeLast(period).Select(trace => Wording.Short(trace.Fault)))}"],
                    $"The last {2 * period} attempts met the same {period} faults in turn, so mending one brings back another: {string.Join(" ", turns.TakeLast(period).Select(trace => $"({trace.Number}) {Wording.Short(trace.Fault)}"))} "
                    + "Write code that avoids all of them at once.");
            }
        }

        return null;
    }
}
