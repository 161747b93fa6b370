namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>A time with its offset, which has padding between: what a copy of it holds there is chance.</summary>
internal sealed class OffsetTimePlan : MemoryPlan<DateTimeOffset>
{
    public override bool IsRaw => true;

    public override void Walk(DateTimeOffset value, MemoryWalk walk)
    {
        walk.Number(value.Ticks);
        walk.Number(value.TotalOffsetMinutes);
    }
}
