using System.Globalization;

namespace AgentNotebook.Documents.Comparing;

/// <summary>What holds for one cell: the rules, where each holds, and the tolerances.</summary>
/// <param name="Rules">The rules that hold, in the order in which they are applied.</param>
/// <param name="Wanted">Names of those that hold in every text though they are made for marked ones.</param>
/// <param name="Options">The tolerances and limits.</param>
internal sealed record CellRules(IReadOnlyList<NormalizationRule> Rules, IReadOnlySet<string> Wanted, ComparisonOptions Options)
{
    public bool Has(string name) => Rules.Any(rule => rule.Name == name);

    /// <summary>What a rule overlooks, in a sentence; the tolerances count as rules.</summary>
    public string Describe(string name) => Rules.FirstOrDefault(rule => rule.Name == name)?.Description ?? name switch
    {
        NumberMeasure.TextName => string.Create(CultureInfo.InvariantCulture, $"Numbers with a fraction that lie no further apart than {Options.Tolerance:0.###e+0} of the larger one, or {Options.AbsoluteTolerance:0.###e+0}."),
        NumberMeasure.DrawingName => string.Create(CultureInfo.InvariantCulture, $"Places and lengths in drawings no further apart than {Options.DrawingTolerance} or {Options.DrawingRelativeTolerance:0.###e+0} of the larger one."),
        PictureComparer.ToleranceName => $"Channels of pixels no further apart than {Options.PixelTolerance} of 255.",
        _ => "",
    };

    /// <summary>Whether an element with these marks is not looked into, and by which rule.</summary>
    public NormalizationRule? Hiding(IReadOnlySet<string> marks) => Rules.FirstOrDefault(rule => rule.HidesElement && marks.Contains(rule.Name));
}
