namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>Numbers, times, enums: bits without padding.</summary>
internal sealed class NumberPlan<T> : MemoryPlan<T>
{
    public override bool IsRaw => true;

    public override void Walk(T value, MemoryWalk walk) => walk.Number(value);
}
