namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

internal sealed class ArrayPlan<T> : MemoryPlan<T[]?>
{
    public override void Walk(T[]? value, MemoryWalk walk)
    {
        if (!walk.Meet(value) || value is null)
            return;
        // An array of a derived type may stand here too; its items are another type's to walk.
        if (value.GetType() != typeof(T[]))
        {
            walk.End();
        }
        else if (walk.Enter())
        {
            walk.Items(value, value.Length, MemoryPlan<T>.Instance);
            walk.Leave();
        }
    }
}
