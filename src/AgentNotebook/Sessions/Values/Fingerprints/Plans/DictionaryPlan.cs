namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

internal sealed class DictionaryPlan<TKey, TValue> : MemoryPlan<Dictionary<TKey, TValue>?>
    where TKey : notnull
{
    public override void Walk(Dictionary<TKey, TValue>? value, MemoryWalk walk)
    {
        if (!walk.Meet(value) || value is null)
            return;
        if (value.GetType() != typeof(Dictionary<TKey, TValue>) || !walk.Enter())
        {
            walk.End();
            return;
        }

        walk.Number(value.Count);
        foreach (var (key, item) in value)
        {
            MemoryPlan<TKey>.Instance.Walk(key, walk);
            MemoryPlan<TValue>.Instance.Walk(item, walk);
            if (walk.Ended)
                return;
        }

        walk.Leave();
    }
}
