namespace AgentNotebook.Gpu.Sampling;

/// <summary>One who wants to be told once when use by us passes a budget.</summary>
/// <param name="budgetBytes">The budget, of each device by itself.</param>
/// <param name="exceeded">Told once.</param>
/// <param name="end">Takes it off the list.</param>
internal sealed class BudgetWatch(long budgetBytes, Action<MemoryOverBudget> exceeded, Action<BudgetWatch> end) : IDisposable
{
    private int _told;

    /// <summary>Looks at a reading.</summary>
    public void Look(in MemoryUse use)
    {
        if (use.Bytes <= budgetBytes || Interlocked.Exchange(ref _told, 1) != 0)
        {
            return;
        }

        try
        {
            exceeded(new MemoryOverBudget(use, budgetBytes));
        }
        catch (Exception)
        {
            // On a timer's thread an exception would end the process; whoever watches has been told.
        }
    }

    public void Dispose() => end(this);
}
