namespace AgentNotebook.Agents.Budgets;

/// <summary>How much of one budget a run has used since it began or a person reopened it.</summary>
/// <param name="Kind">Which budget.</param>
/// <param name="Name">What the screen calls it, such as <c>time</c>.</param>
/// <param name="Used">What was used, in <paramref name="Unit"/>; <see langword="null"/> when it is not known.</param>
/// <param name="Limit">What may be used, in <paramref name="Unit"/>; <see langword="null"/> for no limit.</param>
/// <param name="Unit">What both are counted in: <c>rounds</c>, <c>s</c>, <c>tokens</c>, <c>$</c> or <c>MiB</c>.</param>
public sealed record BudgetReading(BudgetKind Kind, string Name, double? Used, double? Limit, string Unit)
{
    /// <summary>What is left, in <see cref="Unit"/>, never below 0; <see langword="null"/> without a limit or when the use is not known.</summary>
    public double? Left => Limit is { } limit && Used is { } used ? Math.Max(0, limit - used) : null;

    /// <summary>The share that is used, 0 and up; <see langword="null"/> without a limit or when the use is not known.</summary>
    public double? Share => Limit is { } limit && Used is { } used ? (limit > 0 ? used / limit : 1) : null;

    /// <summary>Use and limit for a person, such as <c>3 of 5 rounds</c> or <c>$0.0120 of $0.5000</c>.</summary>
    public string Text => Limit is { } limit
        ? Unit == "$" ? $"{Number(Used)} of {Number(limit)}" : $"{Number(Used)} of {Number(limit)} {Unit}"
        : Unit == "$" ? Number(Used) : $"{Number(Used)} {Unit}";

    private string Number(double? value) => value is not { } number ? "unknown" : Unit switch
    {
        "$" => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${number:0.0000}"),
        "s" or "MiB" => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:0.#}"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:#,0}"),
    };
}
