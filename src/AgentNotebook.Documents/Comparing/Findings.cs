namespace AgentNotebook.Documents.Comparing;

/// <summary>Collects what is found while one part of an output is compared.</summary>
/// <param name="rules">What holds for the cell.</param>
/// <param name="output">The output's number.</param>
/// <param name="part">The part's name.</param>
internal sealed class Findings(CellRules rules, int output, string part)
{
    private const int LongestExcerpt = 400;
    private const int MostApplied = 200;
    private const string Elsewhere = "and elsewhere";

    private readonly List<OutputDifference> _differences = [];
    private int _notTold;

    public CellRules Rules => rules;

    public ComparisonOptions Options => rules.Options;

    /// <summary>The rules that were needed. Beyond the most that are listed place by place, those of one rule are counted together.</summary>
    public List<AppliedRule> Applied { get; } = [];

    public bool IsSame => _differences.Count == 0;

    /// <summary>The differences, and one more that counts those beyond the most that are told.</summary>
    public IEnumerable<OutputDifference> Differences =>
        _notTold == 0 ? _differences : _differences.Append(new OutputDifference(output, part, "", $"{_notTold:N0} more differences are not listed.", "", ""));

    public void Differ(string place, string what, string stored = "", string executed = "")
    {
        if (_differences.Count < Options.MaxDifferences)
        {
            _differences.Add(new OutputDifference(output, part, place, what, Cut(stored), Cut(executed)));
        }
        else
        {
            _notTold++;
        }
    }

    /// <summary>Adds to the last difference what would overlook it.</summary>
    public void Hint(string hint) => _differences[^1] = _differences[^1] with { What = $"{_differences[^1].What} {hint}" };

    public void Apply(string rule, string place, int count, string stored, string executed)
    {
        var found = new AppliedRule(rule, rules.Describe(rule), output, part, place, count, Cut(stored), Cut(executed));
        if (Applied.Count < MostApplied)
        {
            Applied.Add(found);
            return;
        }

        var together = Applied.FindIndex(MostApplied, other => other.Rule == rule);
        if (together < 0)
        {
            Applied.Add(found with { Place = Elsewhere });
        }
        else
        {
            Applied[together] = Applied[together] with { Count = Applied[together].Count + count };
        }
    }

    private static string Cut(string text)
    {
        if (text.Length <= LongestExcerpt)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestExcerpt - 1]) ? LongestExcerpt - 1 : LongestExcerpt;
        return text[..end] + "…";
    }
}
