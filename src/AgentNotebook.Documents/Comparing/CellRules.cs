namespace AgentNotebook.Documents.Comparing;

/// <summary>What holds for one cell: the rules, where each holds, and the tolerances.</summary>
/// <param name="Rules">The rules that hold, in the order in which they are applied.</param>
/// <param name="Wanted">Names of those that hold in every text though they are made for marked ones.</param>
/// <param name="Options">The tolerances and limits.</param>
internal sealed record CellRules(IReadOnlyList<NormalizationRule> Rules, IReadOnlySet<string> Wanted, ComparisonOptions Options)
{
    public bool Has(string name) => Rules.Any(rule => rule.Name == name);

    /// <summary>Whether an element with these marks is not looked into, and by which rule.</summary>
    public NormalizationRule? Hiding(IReadOnlySet<string> marks) => Rules.FirstOrDefault(rule => rule.HidesElement && marks.Contains(rule.Name));
}
