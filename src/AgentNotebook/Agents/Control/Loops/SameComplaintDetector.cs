namespace AgentNotebook.Agents.Control.Loops;

/// <summary>
/// The same complaint four times in a row, wherever in the code and with whatever values, without coming nearer to the goal: paraphrased code
/// fails on another line each time.
/// </summary>
internal sealed class SameComplaintDetector : ILoopDetector
{
    private const int Times = 4;

    public LoopAlarm? Look(LoopWindow window)
    {
        var last = window.Last;
        var met = window.OfStrategy.Reverse().TakeWhile(trace => trace.Complaint == last.Complaint).Reverse().ToList();
        // Values that are no numbers may come nearer unseen.
        if (met.Count < Times || last.Progress is { Stage: 2, Distance: null } || LoopWindow.Improved(met, Times - 1))
        {
            return null;
        }

        return new LoopAlarm(
            last.Progress.Stage == 2 ? "no-progress" : "same-complaint",
            [$"Attempts {Wording.Numbers(met)} failed in the same way and came no nearer: {Wording.Short(last.Fault)}"],
            $"The last {met.Count} attempts failed in the same way and came no nearer to the goal: {Wording.Short(last.Fault)} "
            + "Adjusting the same approach does not help. Check the assumption it rests on.");
    }
}
