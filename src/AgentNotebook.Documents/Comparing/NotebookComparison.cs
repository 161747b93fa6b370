namespace AgentNotebook.Documents.Comparing;

/// <summary>A notebook's outputs beside those of an execution, cell by cell.</summary>
public sealed class NotebookComparison
{
    private const string MayFailTag = "raises-exception";
    private const long MostPairs = 4_000_000;

    private NotebookComparison(IReadOnlyList<CellComparison> cells) => Cells = cells;

    /// <summary>The code cells, in order.</summary>
    public IReadOnlyList<CellComparison> Cells { get; }

    /// <summary>Whether the notebook gives what it shows.</summary>
    public bool IsSame => Cells.All(cell => !cell.IsDifferent);

    /// <summary>The cell that failed and may not; <see langword="null"/> when none did.</summary>
    public CellComparison? Failed => Cells.FirstOrDefault(cell => IsFailure(cell.Cell, cell));

    /// <summary>Compares. Neither notebook is changed.</summary>
    /// <param name="stored">The notebook with the outputs that are stored.</param>
    /// <param name="executed">The same notebook after an execution.</param>
    /// <param name="options">Tolerances, rules and limits; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="NotebookException">The two are not the same notebook, or its metadata declares something that is no rule.</exception>
    public static NotebookComparison Of(NotebookDocument stored, NotebookDocument executed, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(executed);
        options ??= new ComparisonOptions();
        var (before, after) = (Code(stored), Code(executed));
        if (!before.Select(cell => cell.Source).SequenceEqual(after.Select(cell => cell.Source)))
        {
            throw new NotebookException($"{stored.Name} and {executed.Name} have different code cells, so their outputs cannot be compared.");
        }

        var cells = new List<CellComparison>();
        var number = 0;
        var failed = 0;
        foreach (var (cell, now) in before.Zip(after))
        {
            number += string.IsNullOrWhiteSpace(cell.Source) ? 0 : 1;
            var compared = Compare(cell, now, string.IsNullOrWhiteSpace(cell.Source) ? 0 : number, failed, DeclaredRules.Of(stored, cell, options));
            failed = failed == 0 && IsFailure(cell, compared) ? number : failed;
            cells.Add(compared);
        }

        return new NotebookComparison(cells);
    }

    /// <summary>Takes the outputs of the cells that are different over into the stored notebook. All other cells keep theirs, byte for byte; a volatile cell gets its first ones.</summary>
    /// <param name="stored">The notebook; the caller saves it.</param>
    /// <param name="executed">The same notebook after the execution that was compared.</param>
    /// <returns>How many cells were changed.</returns>
    public int Accept(NotebookDocument stored, NotebookDocument executed)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(executed);
        var changed = 0;
        foreach (var (compared, (cell, now)) in Cells.Zip(Code(stored).Zip(Code(executed))))
        {
            var isFirst = compared.Verdict == CellVerdict.Volatile && cell.ExecutionCount is null && compared.Stored.Count == 0;
            if (isFirst || compared.Verdict is CellVerdict.Different or CellVerdict.NeverExecuted)
            {
                cell.TakeOutputs(now);
                changed++;
            }
        }

        return changed;
    }

    private static List<NotebookCell> Code(NotebookDocument document) => [.. document.Cells.Where(cell => cell.Kind == CellKind.Code)];

    private static bool IsFailure(NotebookCell cell, CellComparison compared) =>
        !cell.Tags.Contains(MayFailTag) && compared.Executed.Any(output => output.Kind == "error");

    private static CellComparison Compare(NotebookCell cell, NotebookCell now, int number, int failed, CellRules rules)
    {
        var (before, after) = (ShownOutput.Of(cell.Outputs), ShownOutput.Of(now.Outputs));
        var compared = new CellComparison { Cell = cell, Number = number, Verdict = CellVerdict.Same, Stored = before, Executed = after };
        if (failed > 0 && now.ExecutionCount is null)
        {
            return before.Count == 0 ? compared : compared with
            {
                Verdict = CellVerdict.NotRun,
                Differences = [new OutputDifference(0, "", "", $"It did not run, because cell {failed} failed.", OutputComparer.First(before[0]), "")],
            };
        }

        if (after.FirstOrDefault(output => output.Kind == "error") is { } error && IsFailure(cell, compared) && before.All(output => output.Kind != "error"))
        {
            return compared with { Verdict = CellVerdict.Different, Differences = [Failure(error, after)] };
        }

        if (cell.Tags.Contains(DeclaredRules.VolatileTag))
        {
            return compared with { Verdict = CellVerdict.Volatile };
        }

        if (before.Count == 0 && cell.ExecutionCount is null && after.Count > 0)
        {
            return compared with
            {
                Verdict = CellVerdict.NeverExecuted,
                Differences = [new OutputDifference(0, "", "", $"It was never executed, so nothing is stored to compare with; now it has {Count(after.Count)}.", "", OutputComparer.First(after[0]))],
            };
        }

        return Compare(compared, rules);
    }

    private static CellComparison Compare(CellComparison compared, CellRules rules)
    {
        var (differences, applied) = (new List<OutputDifference>(), new List<AppliedRule>());
        var (stored, remarks) = Lasting(compared.Stored, rules);
        var (executed, remarksNow) = Lasting(compared.Executed, rules);
        foreach (var rule in remarks.Concat(remarksNow).Select(remark => remark.Rule).Distinct())
        {
            var (before, after) = (Said(remarks, rule), Said(remarksNow, rule));
            if (before != after)
            {
                applied.Add(new AppliedRule(rule, rules.Describe(rule), 0, "", "", 1, before, after));
            }
        }

        foreach (var (before, after) in Pairs([.. stored.Select(output => output.Output)], [.. executed.Select(output => output.Output)]))
        {
            switch (before, after)
            {
                case (int b, int a):
                    var comparer = new OutputComparer(rules, stored[b].Number);
                    comparer.Compare(stored[b].Output, executed[a].Output);
                    differences.AddRange(comparer.Differences);
                    applied.AddRange(comparer.Applied);
                    break;
                case (int b, null):
                    differences.Add(new OutputDifference(stored[b].Number, "", "", $"Missing: {OutputComparer.Words(stored[b].Output.Kind)} is stored, and did not come.", OutputComparer.First(stored[b].Output), ""));
                    break;
                case (null, int a):
                    differences.Add(new OutputDifference(executed[a].Number, "", "", $"Surplus: {OutputComparer.Words(executed[a].Output.Kind)} came that is not stored.", "", OutputComparer.First(executed[a].Output)));
                    break;
            }
        }

        return compared with
        {
            Verdict = differences.Count > 0 ? CellVerdict.Different : applied.Count > 0 ? CellVerdict.SameByRules : CellVerdict.Same,
            Differences = differences,
            Applied = applied,
        };
    }

    /// <summary>The outputs that have to be there, with their numbers in the cell, and the remarks that need not.</summary>
    private static (List<(int Number, ShownOutput Output)> Lasting, List<(string Rule, string Text)> Remarks) Lasting(IReadOnlyList<ShownOutput> outputs, CellRules rules)
    {
        var (lasting, remarks) = (new List<(int, ShownOutput)>(), new List<(string, string)>());
        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Excuse(rules) is { } rule)
            {
                remarks.Add((rule.Name, OutputComparer.First(outputs[i])));
            }
            else
            {
                lasting.Add((i + 1, outputs[i]));
            }
        }

        return (lasting, remarks);
    }

    private static string Said(IEnumerable<(string Rule, string Text)> remarks, string rule) =>
        string.Join('\n', remarks.Where(remark => remark.Rule == rule).Select(remark => remark.Text));

    /// <summary>Which outputs are compared with each other: in order, and where their numbers differ, by kind, as many as can be.</summary>
    private static List<(int? Stored, int? Executed)> Pairs(IReadOnlyList<ShownOutput> stored, IReadOnlyList<ShownOutput> executed)
    {
        var (n, m) = (stored.Count, executed.Count);
        if (n == m || (long)n * m > MostPairs)
        {
            return [.. Enumerable.Range(0, Math.Max(n, m)).Select(i => (i < n ? i : (int?)null, i < m ? i : (int?)null))];
        }

        // The longest common subsequence; an output that is equal weighs more than one that is only of the same kind.
        var best = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), Weight(i, j) is > 0 and var weight ? weight + best[i + 1, j + 1] : 0);
            }
        }

        var pairs = new List<(int?, int?)>();
        for (int i = 0, j = 0; i < n || j < m;)
        {
            if (i < n && j < m && Weight(i, j) is > 0 and var weight && best[i, j] == weight + best[i + 1, j + 1])
            {
                pairs.Add((i++, j++));
            }
            else if (j == m || (i < n && best[i + 1, j] >= best[i, j + 1]))
            {
                pairs.Add((i++, null));
            }
            else
            {
                pairs.Add((null, j++));
            }
        }

        return pairs;

        int Weight(int i, int j) => stored[i].Signature != executed[j].Signature ? 0 : OutputComparer.First(stored[i]) == OutputComparer.First(executed[j]) ? 3 : 2;
    }

    private static OutputDifference Failure(ShownOutput error, IReadOnlyList<ShownOutput> outputs)
    {
        var line = ErrorLine.Of(error.Parts["traceback"]);
        return new OutputDifference(outputs.ToList().IndexOf(error) + 1, "error", line == 0 ? "" : $"line {line}", "The cell failed. Where it may, tag it raises-exception.", "", OutputComparer.First(error));
    }

    private static string Count(int outputs) => outputs == 1 ? "1 output" : $"{outputs:N0} outputs";
}
