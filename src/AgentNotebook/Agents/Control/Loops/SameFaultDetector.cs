namespace AgentNotebook.Agents.Control.Loops;

/// <summary>The same fault three times, whatever the code, without coming nearer to the goal in between.</summary>
internal sealed class SameFaultDetector : ILoopDetector
{
    /// <summary>How often a fault is met before it is an alarm.</summary>
    private const int Times = 3;

    public LoopAlarm? Look(LoopWindow window)
    {
        var last = window.Last;
        var met = window.OfStrategy.Where(trace => trace.Fault.Fingerprint == last.Fault.Fingerprint).ToList();
        if (met.Count < Times || LoopWindow.Improved(met, 1))
        {
            return null;
        }

        return new LoopAlarm(
            "same-fault",
            [$"Attempts {Wording.Numbers(met)} met the same fault: {Wording.Short(last.Fault)}"],
            $"Attempts {Wording.Numbers(met)} were different code and met the same fault: {Wording.Short(last.Fault)} "
            + "What was changed is not what causes it. Find out what all of these attempts have in common, and change that.");
    }
}
