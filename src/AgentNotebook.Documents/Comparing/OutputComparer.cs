namespace AgentNotebook.Documents.Comparing;

/// <summary>Compares one output with the one that is stored in its place.</summary>
/// <param name="rules">What holds for the cell.</param>
/// <param name="number">The output's number in its cell.</param>
internal sealed class OutputComparer(CellRules rules, int number)
{
    private readonly List<Findings> _parts = [];

    public IEnumerable<OutputDifference> Differences => _parts.SelectMany(part => part.Differences);

    public IEnumerable<AppliedRule> Applied => _parts.Where(part => part.IsSame || part.Applied.Count > 0).SelectMany(part => part.Applied);

    public void Compare(ShownOutput stored, ShownOutput executed)
    {
        if (stored.Kind != executed.Kind)
        {
            Part("").Differ("", $"It was {Words(stored.Kind)} and is {Words(executed.Kind)}.", First(stored), First(executed));
        }
        else if (stored.Kind == "error")
        {
            CompareErrors(stored, executed);
        }
        else
        {
            CompareParts(stored, executed);
        }
    }

    /// <summary>What an output is called.</summary>
    public static string Words(string kind) => kind switch
    {
        "stream" => "printed text",
        "display_data" => "a display",
        "execute_result" => "a result",
        "error" => "an error",
        _ => $"'{kind}'",
    };

    /// <summary>What a person may recognize an output by.</summary>
    public static string First(ShownOutput output) =>
        output.Kind == "error" ? $"{output.Parts["ename"]}: {output.Parts["evalue"]}"
        : output.Parts.TryGetValue("text/plain", out var plain) ? plain
        : output.Parts.Values.FirstOrDefault("");

    private Findings Part(string name)
    {
        var findings = new Findings(rules, number, name);
        _parts.Add(findings);
        return findings;
    }

    private void CompareErrors(ShownOutput stored, ShownOutput executed)
    {
        var findings = Part("error");
        if (stored.Parts["ename"] != executed.Parts["ename"])
        {
            findings.Differ("", $"The error was of type {stored.Parts["ename"]} and is of type {executed.Parts["ename"]}.", First(stored), First(executed));
            return;
        }

        var (before, after) = (ErrorLine.Of(stored.Parts["traceback"]), ErrorLine.Of(executed.Parts["traceback"]));
        if (before != after)
        {
            findings.Differ($"line {Math.Max(before, after)}", $"The error was {Line(before)} and is {Line(after)}.", stored.Parts["traceback"], executed.Parts["traceback"]);
        }
        else if (!rules.Has(NormalizationRules.ErrorMessage))
        {
            TextComparer.Compare(findings, stored.Parts["evalue"], executed.Parts["evalue"], "");
        }
        else if (stored.Parts["evalue"] != executed.Parts["evalue"] || stored.Parts["traceback"] != executed.Parts["traceback"])
        {
            findings.Apply(NormalizationRules.ErrorMessage, "", 1, stored.Parts["evalue"], executed.Parts["evalue"]);
        }

        static string Line(int line) => line == 0 ? "at no line of the cell" : $"at line {line} of the cell";
    }

    private void CompareParts(ShownOutput stored, ShownOutput executed)
    {
        var (marks, hiding) = (new HashSet<string>(), (NormalizationRule?)null);
        // What is marked in the markup of a display holds for its plain text, too, which can carry no marks.
        foreach (var mime in stored.Parts.Keys.Union(executed.Parts.Keys).OrderBy(mime => mime == "text/plain" ? 1 : 0).ThenBy(mime => mime, StringComparer.Ordinal))
        {
            var findings = Part(mime);
            if (!stored.Parts.TryGetValue(mime, out var before) || !executed.Parts.TryGetValue(mime, out var after))
            {
                findings.Differ("", executed.Parts.ContainsKey(mime) ? "This representation was not there." : "This representation is missing now.", stored.Parts.GetValueOrDefault(mime, ""), executed.Parts.GetValueOrDefault(mime, ""));
            }
            else if (mime is "text/html" or "image/svg+xml")
            {
                hiding = CompareMarkup(findings, before, after, marks) ?? hiding;
            }
            else if (before == after)
            {
                continue;
            }
            else if (JsonComparer.IsJson(mime))
            {
                JsonComparer.Compare(findings, before, after);
            }
            else if (mime.StartsWith("image/", StringComparison.Ordinal))
            {
                PictureComparer.Compare(findings, before, after);
            }
            else if (mime == "text/plain" && hiding is not null)
            {
                findings.Apply(hiding.Name, "", 1, before, after);
            }
            else
            {
                TextComparer.Compare(findings, before, after, "", marks);
                if (!findings.IsSame && TextComparer.WouldHelp(rules, before, after) is { } rule)
                {
                    findings.Hint($"The rule '{rule}' would overlook it; where that is right, tag the cell normalize={rule}.");
                }
            }
        }
    }

    /// <returns>The rule that hides all of it.</returns>
    private static NormalizationRule? CompareMarkup(Findings findings, string stored, string executed, HashSet<string> marks)
    {
        var (tooLong, options) = (Math.Max(stored.Length, executed.Length) > findings.Options.MaxTextLength, findings.Options);
        if (tooLong || MarkupReader.Read(stored, options) is not { } before || MarkupReader.Read(executed, options) is not { } after)
        {
            TextComparer.Compare(findings, stored, executed, "");
            return null;
        }

        marks.UnionWith(before.SelectMany(node => node.AllMarks()).Intersect(after.SelectMany(node => node.AllMarks())));
        if (stored != executed)
        {
            MarkupComparer.Compare(findings, before, after);
        }

        return before is [{ } one] && after is [{ } other] ? findings.Rules.Hiding(one.Marks.Intersect(other.Marks).ToHashSet()) : null;
    }
}
