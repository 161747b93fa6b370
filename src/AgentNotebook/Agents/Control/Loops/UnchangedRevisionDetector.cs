namespace AgentNotebook.Agents.Control.Loops;

/// <summary>A revision that changes nothing but white space and comments.</summary>
internal sealed class UnchangedRevisionDetector : ILoopDetector
{
    public LoopAlarm? Look(LoopWindow window)
    {
        if (window.All is not [.., var before, var last] || !last.HasTokensOf(before))
        {
            return null;
        }

        return new LoopAlarm(
            "no-change",
            [$"Attempt {last.Number} is the code of attempt {before.Number}: the revision changed no token."],
            $"Your last revision changed nothing that the compiler sees: attempt {last.Number} is attempt {before.Number} again, and it failed again: {Wording.Short(last.Fault)} "
            + "Change what the code does at the place that failed, or say that you know no further.");
    }
}
