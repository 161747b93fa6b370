namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>What is declared as <see cref="object"/> is written as what it is.</summary>
internal sealed class RuntimePlan : MemoryPlan<object?>
{
    public override void Walk(object? value, MemoryWalk walk)
    {
        if (walk.Meet(value) && value is not null)
            MemoryPlans.ForRuntime(value, walk);
    }
}
