using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Budgets;

/// <summary>Reads from a run's record what it has used of its budgets.</summary>
public static class RunBudgets
{
    private const double Mebibyte = 1 << 20;

    /// <summary>
    /// Every budget that has a limit, and those without one of which something was used, in the order of <see cref="BudgetKind"/>.
    /// Rounds and time are always there.
    /// </summary>
    /// <param name="run">A run that has begun.</param>
    public static IReadOnlyList<BudgetReading> Read(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. Enum.GetValues<BudgetKind>().Select(kind => Read(run, kind)).Where(reading => reading.Limit is not null || reading.Used is null or > 0)];
    }

    /// <summary>One budget.</summary>
    /// <param name="run">A run that has begun.</param>
    /// <param name="kind">Which.</param>
    public static BudgetReading Read(RunRecord run, BudgetKind kind)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (budget, spent) = (run.Request.Budget, run.SpentOfBudget);
        return kind switch
        {
            BudgetKind.Rounds => new(kind, "rounds", run.Rounds, run.RoundsAllowed, "rounds"),
            BudgetKind.WallTime => new(kind, "time", spent.ActiveTime.TotalSeconds, budget.WallTime.TotalSeconds, "s"),
            BudgetKind.Tokens => new(kind, "tokens", spent.Usage.Tokens, budget.Tokens, "tokens"),
            BudgetKind.Cost => new(kind, "cost", run.UnpricedModel is null ? (double)run.CostOfBudget : null, (double?)budget.Cost, "$"),
            BudgetKind.GuestCpu => new(kind, "processor time", spent.GuestCpu.TotalSeconds, budget.GuestCpu?.TotalSeconds, "s"),
            BudgetKind.GpuMemory => new(kind, "GPU memory", run.GpuMemoryPeakBytes / Mebibyte, budget.GpuMemoryBytes / Mebibyte, "MiB"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such budget."),
        };
    }
}
