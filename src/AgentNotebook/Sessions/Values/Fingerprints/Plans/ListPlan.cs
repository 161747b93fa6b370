namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

internal sealed class ListPlan<T> : MemoryPlan<List<T>?>
{
    public override void Walk(List<T>? value, MemoryWalk walk)
    {
        if (!walk.Meet(value) || value is null)
            return;
        if (value.GetType() != typeof(List<T>))
        {
            walk.End();
        }
        else if (walk.Enter())
        {
            walk.Items(value, value.Count, MemoryPlan<T>.Instance);
            walk.Leave();
        }
    }
}
