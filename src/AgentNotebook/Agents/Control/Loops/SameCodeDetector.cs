namespace AgentNotebook.Agents.Control.Loops;

/// <summary>Code that was tried before, apart from the names it gives itself and its layout.</summary>
internal sealed class SameCodeDetector : ILoopDetector
{
    public LoopAlarm? Look(LoopWindow window)
    {
        var last = window.Last;
        if (window.All.SkipLast(1).LastOrDefault(trace => trace.Shape == last.Shape) is not { } before)
        {
            return null;
        }

        var how = last.HasTokensOf(before) ? "is the code of" : "is, but for names and layout, the code of";
        return new LoopAlarm(
            "same-code",
            [$"Attempt {last.Number} {how} attempt {before.Number}."],
            $"Attempt {last.Number} {how} attempt {before.Number}, which had failed: {Wording.Short(before.Fault)} It failed again: {Wording.Short(last.Fault)} "
            + "Other names or another layout do not help. Change what the code does.");
    }
}
