using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Control.Loops;

/// <summary>All patterns, the most telling first.</summary>
internal static class LoopDetectors
{
    private static readonly ILoopDetector[] _all =
    [
        new UnchangedRevisionDetector(), new CycleDetector(), new SameCodeDetector(), new FaultCycleDetector(), new SameFaultDetector(), new SameComplaintDetector(),
    ];

    /// <summary>The first pattern that the last attempt continues.</summary>
    /// <param name="run">A run whose last attempt failed.</param>
    public static LoopAlarm? Look(RunRecord run)
    {
        var window = LoopWindow.Of(run);
        // What came nearer than everything before it goes round in no circle, however alike it looks.
        return window.All.Count < 2 || LoopWindow.Improved(window.All, 1) ? null : _all.Select(detector => detector.Look(window)).FirstOrDefault(alarm => alarm is not null);
    }
}
