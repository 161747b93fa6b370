namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>A value type that may be missing.</summary>
internal sealed class NullablePlan<T> : MemoryPlan<T?>
    where T : struct
{
    public override bool IsRaw => MemoryPlan<T>.Instance.IsRaw;

    public override void Walk(T? value, MemoryWalk walk)
    {
        walk.Number(value.HasValue);
        if (value.HasValue)
            MemoryPlan<T>.Instance.Walk(value.Value, walk);
    }
}
