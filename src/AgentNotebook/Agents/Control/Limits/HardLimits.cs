using AgentNotebook.Agents.Budgets;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Control.Limits;

/// <summary>The budgets as limits: each stops a run before the step that would spend more of it.</summary>
internal static class HardLimits
{
    /// <summary>The limit that a step would break.</summary>
    /// <param name="run">The run.</param>
    /// <param name="proposed">What the step asks for.</param>
    /// <returns>Why the run stops, or <see langword="null"/>.</returns>
    public static ControllerStopped? Broken(RunRecord run, AgentTrigger proposed)
    {
        var budget = run.Request.Budget;
        if (Read(run, BudgetKind.WallTime) is { } time && time.Used > time.Limit)
        {
            return Stop("time", $"The time budget of {time.Limit:0.#} s is spent.", $"Active for {time.Used:0.0} s, {run.Rounds} of {run.RoundsAllowed} rounds used.", $"Resuming grants the time once more.");
        }

        if (Read(run, BudgetKind.GpuMemory) is { } gpu && gpu.Used > gpu.Limit)
        {
            return Stop("gpu-memory", $"The limit of {gpu.Limit:0.#} MiB of GPU memory is passed.", $"{gpu.Used:0.#} MiB were in use at the end of a step.", $"Work with less at a time, or raise the limit.");
        }

        if (budget.Cost is not null && run.UnpricedModel is { } model)
        {
            return Stop(
                "unknown-price",
                $"The price of the model '{model}' is not known, so the budget of ${budget.Cost:0.00##} cannot be kept.",
                $"{run.SpentOfBudget.Usage.Tokens} tokens were used in {run.FinishedCalls} calls.",
                $"Add the model to the price table, limit tokens instead of money, or use a model whose price is known.");
        }

        if (AsksModel(run, proposed) && Read(run, BudgetKind.Tokens) is { } tokens && tokens.Used >= tokens.Limit)
        {
            return Stop("tokens", $"The budget of {tokens.Limit:0} tokens is spent.", $"{tokens.Used:0} tokens were used in {run.FinishedCalls} calls.", $"Resuming grants as many once more.");
        }

        if (AsksModel(run, proposed) && Read(run, BudgetKind.Cost) is { } cost && cost.Used >= cost.Limit)
        {
            return Stop("cost", $"The budget of ${cost.Limit:0.00##} is spent.", $"The model calls cost ${cost.Used:0.0000}.", $"Resuming grants as much once more.");
        }

        if ((RunsCode(run, proposed) || AsksModel(run, proposed)) && Read(run, BudgetKind.GuestCpu) is { } cpu && cpu.Used >= cpu.Limit)
        {
            return Stop("processor-time", $"The processor budget of {cpu.Limit:0.#} s is spent.", $"{run.Attempts.Count} attempts used {cpu.Used:0.0} s of processor time.", $"Resuming grants as much once more.");
        }

        if (proposed is AgentTrigger.RevisionNeeded or AgentTrigger.Replan && run.Rounds >= run.RoundsAllowed)
        {
            return Stop("rounds", $"The limit of {run.RoundsAllowed} rounds is reached: {run.Rounds} {(run.Rounds == 1 ? "revision" : "revisions")} did not lead to success.");
        }

        return null;
    }

    /// <summary>Whether no tokens or no money are left for a call that the run can do without.</summary>
    public static bool ForbidModelCalls(RunRecord run) =>
        run.Request.Budget.Cost is not null && run.UnpricedModel is not null
        || Read(run, BudgetKind.Tokens) is { } tokens && tokens.Used >= tokens.Limit
        || Read(run, BudgetKind.Cost) is { } cost && cost.Used >= cost.Limit;

    // A budget without a limit is not asked for: reading it costs a little, and this is done in every step.
    private static BudgetReading? Read(RunRecord run, BudgetKind kind)
    {
        var budget = run.Request.Budget;
        var isLimited = kind switch
        {
            BudgetKind.Tokens => budget.Tokens is not null,
            BudgetKind.Cost => budget.Cost is not null,
            BudgetKind.GuestCpu => budget.GuestCpu is not null,
            BudgetKind.GpuMemory => budget.GpuMemoryBytes is not null,
            _ => true,
        };
        return isLimited ? RunBudgets.Read(run, kind) : null;
    }

    // Code that was paid for is still tried: only what asks for more is stopped.
    private static bool AsksModel(RunRecord run, AgentTrigger proposed) =>
        proposed is AgentTrigger.RevisionNeeded or AgentTrigger.Replan or AgentTrigger.RetryPlanning or AgentTrigger.RetryRevising
        || (proposed is AgentTrigger.TransientFault && run.State is AgentState.Planning or AgentState.Revising);

    private static bool RunsCode(RunRecord run, AgentTrigger proposed) =>
        proposed is AgentTrigger.Planned or AgentTrigger.Revised or AgentTrigger.RetryActing
        || (proposed is AgentTrigger.TransientFault && run.State is AgentState.Acting);

    private static ControllerStopped Stop(string pattern, FormattableString reason, params FormattableString[] evidence) =>
        new(FormattableString.Invariant(reason), [.. evidence.Select(FormattableString.Invariant)]) { Pattern = pattern };
}
