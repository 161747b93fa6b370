namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>A place that is declared as something more general than what stands in it, and is written as what that is: one of a few types.</summary>
/// <param name="types">A collection interface's collections with exactly the same items, or the classes that a base class names.</param>
internal sealed class ChoicePlan<T>(IReadOnlyList<Type> types) : MemoryPlan<T?>
    where T : class
{
    public override void Walk(T? value, MemoryWalk walk)
    {
        if (value is null)
            walk.Meet(null);
        else if (types.Contains(value.GetType()))
            MemoryPlans.ForRuntime(value, walk);
        else
            walk.End();
    }
}
