namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <inheritdoc/>
internal abstract class MemoryPlan<T> : MemoryPlan
{
    /// <summary>The plan for values that are declared as <typeparamref name="T"/>.</summary>
    public static MemoryPlan<T> Instance { get; } = (MemoryPlan<T>)MemoryPlans.Make(typeof(T));

    public abstract void Walk(T value, MemoryWalk walk);

    public override void WalkObject(object value, MemoryWalk walk) => Walk((T)value, walk);
}
