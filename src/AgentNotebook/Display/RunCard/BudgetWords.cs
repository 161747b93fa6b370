using System.Globalization;
using AgentNotebook.Agents.Budgets;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.RunCard;

/// <summary>One budget for the screen.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What is used, the limit and what is left.</param>
/// <param name="Share">The share that is used; <see langword="null"/> without a limit or when the use is not known.</param>
/// <param name="Mark">The <see cref="VolatileMark"/> of a budget whose use is measured.</param>
internal sealed record BudgetWords(string Name, string Text, double? Share, string? Mark)
{
    /// <summary>Every budget of a run that has a limit or was touched.</summary>
    internal static IReadOnlyList<BudgetWords> Of(RunRecord run) =>
        [.. RunBudgets.Read(run).Select(reading => new BudgetWords(Title(reading.Kind), Words(reading) + Remark(run, reading), reading.Share, MarkOf(reading.Kind)))];

    /// <summary>All a run has spent, in a few words.</summary>
    internal static string Spent(RunRecord run)
    {
        var (time, usage, _) = run.Spent;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ElapsedText.Text(time)}{(usage.Tokens == 0 ? "" : $", {(usage.IsEstimated ? "about " : "")}{usage.Tokens:N0} tokens")}{usage.Cost switch { null => ", price not known", 0 => "", { } cost => $", {Number(BudgetKind.Cost, (double)cost)}" }}");
    }

    private static string? MarkOf(BudgetKind kind) => kind switch
    {
        BudgetKind.WallTime or BudgetKind.GuestCpu => VolatileMark.Durations,
        BudgetKind.GpuMemory => VolatileMark.Memory,
        _ => null,
    };

    private static string Title(BudgetKind kind) => kind switch
    {
        BudgetKind.Rounds => "Rounds used",
        BudgetKind.WallTime => "Time used",
        BudgetKind.Tokens => "Tokens used",
        BudgetKind.Cost => "Money spent",
        BudgetKind.GuestCpu => "Processor time of the code",
        BudgetKind.GpuMemory => "GPU memory, highest",
        _ => kind.ToString(),
    };

    private static string Words(BudgetReading reading)
    {
        var used = reading.Used is { } known ? Number(reading.Kind, known) : "not known";
        return reading switch
        {
            { Limit: null } => $"{used}, no limit",
            { Limit: { } limit, Left: null } => $"{used}, of {Number(reading.Kind, limit)}",
            { Limit: { } limit, Left: { } left } => $"{used} of {Number(reading.Kind, limit)}, {(left > 0 ? $"{Number(reading.Kind, left)} left" : "nothing left")}",
        };
    }

    // A figure that was reckoned, or that leaves something out, says so.
    private static string Remark(RunRecord run, BudgetReading reading)
    {
        var usage = run.SpentOfBudget.Usage;
        return reading.Kind switch
        {
            BudgetKind.Tokens when usage.IsEstimated => " (estimated from characters: an endpoint did not count)",
            BudgetKind.Tokens when usage.Tokens > 0 => string.Create(CultureInfo.InvariantCulture, $" ({usage.InputTokens:N0} read, {usage.OutputTokens:N0} written)"),
            BudgetKind.Cost when run.UnpricedModel is { } model => $" (the price of {Untrusted.Line(model, 60)} is not known{(run.CostOfBudget > 0 ? $"; the others cost {Number(reading.Kind, (double)run.CostOfBudget)}" : "")})",
            BudgetKind.Cost when usage.IsEstimated => " (from estimated tokens)",
            _ => "",
        };
    }

    private static string Number(BudgetKind kind, double value) => kind switch
    {
        BudgetKind.WallTime or BudgetKind.GuestCpu => ElapsedText.Text(TimeSpan.FromSeconds(Math.Min(value, 1e9))),
        BudgetKind.Cost => string.Create(CultureInfo.InvariantCulture, $"${value:0.00##}"),
        BudgetKind.GpuMemory => ByteSize.Text((long)(value * (1 << 20))),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
