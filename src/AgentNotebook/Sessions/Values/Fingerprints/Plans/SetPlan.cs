namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

internal sealed class SetPlan<T> : MemoryPlan<HashSet<T>?>
{
    public override void Walk(HashSet<T>? value, MemoryWalk walk)
    {
        if (!walk.Meet(value) || value is null)
            return;
        if (value.GetType() != typeof(HashSet<T>) || !walk.Enter())
        {
            walk.End();
            return;
        }

        walk.Number(value.Count);
        foreach (var item in value)
        {
            MemoryPlan<T>.Instance.Walk(item, walk);
            if (walk.Ended)
                return;
        }

        walk.Leave();
    }
}
