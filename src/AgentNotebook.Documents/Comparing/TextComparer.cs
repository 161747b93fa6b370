using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Comparing;

/// <summary>Compares texts: equal after the rules, and where numbers stand, within the tolerance.</summary>
internal static partial class TextComparer
{
    private const int Around = 120;

    private static readonly IReadOnlySet<string> _noMarks = new HashSet<string>();

    /// <summary>Compares two texts; what differs, and every rule that was needed, goes to the findings.</summary>
    /// <param name="findings">Takes what is found.</param>
    /// <param name="stored">The stored text.</param>
    /// <param name="executed">The other.</param>
    /// <param name="place">Where it stands in its part; empty for a part that is one text, of which line and column are told.</param>
    /// <param name="marks">Names of the rules for which it is marked.</param>
    /// <param name="measure">How numbers are measured; <see langword="null"/> takes the measure of texts.</param>
    public static void Compare(Findings findings, string stored, string executed, string place, IReadOnlySet<string>? marks = null, NumberMeasure? measure = null)
    {
        if (stored == executed)
        {
            return;
        }

        var options = findings.Options;
        if (stored.Length > options.MaxTextLength || executed.Length > options.MaxTextLength)
        {
            findings.Differ(place, $"The texts differ, and are too long to tell how: {stored.Length:N0} and {executed.Length:N0} characters.", Beginning(stored), Beginning(executed));
            return;
        }

        try
        {
            var applied = new List<Action>();
            foreach (var rule in findings.Rules.Rules)
            {
                var isOpen = (marks ?? _noMarks).Contains(rule.Name) || findings.Rules.Wanted.Contains(rule.Name);
                Normalize(rule, rule.Everywhere);
                Normalize(rule, isOpen ? rule.Marked : null);
            }

            var near = new List<(string Stored, string Executed)>();
            var numbers = measure ?? NumberMeasure.OfText(options);
            if (FirstDifference(stored, executed, numbers, near) is not var (a, b, what))
            {
                applied.ForEach(apply => apply());
                if (near.Count > 0)
                {
                    findings.Apply(numbers.Name, place, near.Count, near[0].Stored, near[0].Executed);
                }

                return;
            }

            var where = place.Length > 0 || !stored.Concat(executed).Contains('\n') ? place : LineOf(stored, a, executed, b);
            findings.Differ(where, what, Excerpt(stored, a), Excerpt(executed, b));

            void Normalize(NormalizationRule rule, Regex? pattern)
            {
                if (pattern is null || stored == executed)
                {
                    return;
                }

                var (before, after) = (new List<string>(), new List<string>());
                (stored, executed) = (Replace(pattern, stored, rule.Replacement, before), Replace(pattern, executed, rule.Replacement, after));
                var pairs = before.Zip(after).Where(pair => pair.First != pair.Second).ToList();
                if (pairs.Count > 0)
                {
                    applied.Add(() => findings.Apply(rule.Name, place, pairs.Count, pairs[0].First, pairs[0].Second));
                }
                else if (before.Count != after.Count)
                {
                    applied.Add(() => findings.Apply(rule.Name, place, Math.Abs(before.Count - after.Count), before.ElementAtOrDefault(after.Count) ?? "", after.ElementAtOrDefault(before.Count) ?? ""));
                }
            }
        }
        catch (RegexMatchTimeoutException e)
        {
            findings.Differ(place, $"The texts differ, and matching /{e.Pattern}/ took longer than {e.MatchTimeout.TotalSeconds:0} s, so no rule was applied.", Beginning(stored), Beginning(executed));
        }
    }

    /// <summary>Whether a text holds nothing but what one more rule would overlook; the name of that rule.</summary>
    public static string? WouldHelp(CellRules rules, string stored, string executed) =>
        NormalizationRules.BuiltIn.FirstOrDefault(rule => rule.Marked is not null && !rules.Wanted.Contains(rule.Name) && HelpsAlone(rules, rule, stored, executed))?.Name;

    private static bool HelpsAlone(CellRules rules, NormalizationRule rule, string stored, string executed)
    {
        var findings = new Findings(rules with { Rules = [.. rules.Rules.Append(rule).Distinct()], Wanted = new HashSet<string>(rules.Wanted) { rule.Name } }, 0, "");
        Compare(findings, stored, executed, "");
        return findings.IsSame;
    }

    private static string Replace(Regex pattern, string text, string replacement, List<string> found) =>
        pattern.Replace(text, match =>
        {
            // A boundary is nothing that could be overlooked.
            if (match.Length == 0)
            {
                return "";
            }

            found.Add(match.Value);
            return replacement;
        });

    /// <summary>Where the texts begin to differ, and how; <see langword="null"/> when they do not.</summary>
    private static (int Stored, int Executed, string What)? FirstDifference(string stored, string executed, NumberMeasure measure, List<(string Stored, string Executed)> near)
    {
        var pattern = measure.IsDrawing ? NumberInDrawing() : NumberInText();
        var a = pattern.EnumerateMatches(stored);
        var b = pattern.EnumerateMatches(executed);
        var (atA, atB) = (0, 0);
        while (true)
        {
            var (hasA, hasB) = (a.MoveNext(), b.MoveNext());
            var gapA = stored.AsSpan(atA, (hasA ? a.Current.Index : stored.Length) - atA);
            var gapB = executed.AsSpan(atB, (hasB ? b.Current.Index : executed.Length) - atB);
            if (!gapA.SequenceEqual(gapB))
            {
                var common = gapA.CommonPrefixLength(gapB);
                return (atA + common, atB + common, "The text differs.");
            }

            if (!hasA || !hasB)
            {
                return hasA == hasB ? null : (hasA ? a.Current.Index : stored.Length, hasB ? b.Current.Index : executed.Length, "The text differs.");
            }

            var numberA = stored.AsSpan(a.Current.Index, a.Current.Length);
            var numberB = executed.AsSpan(b.Current.Index, b.Current.Length);
            // A colour in hexadecimal digits is no number.
            if (numberA[0] == '#' || numberB[0] == '#' ? !numberA.SequenceEqual(numberB) : !measure.AreSame(numberA, numberB))
            {
                return (a.Current.Index, b.Current.Index, $"{numberA} is now {numberB}.");
            }

            if (!numberA.SequenceEqual(numberB))
            {
                near.Add((numberA.ToString(), numberB.ToString()));
            }

            (atA, atB) = (a.Current.Index + a.Current.Length, b.Current.Index + b.Current.Length);
        }
    }

    private static string LineOf(string stored, int a, string executed, int b)
    {
        var (text, at) = a <= stored.Length ? (stored, a) : (executed, b);
        var before = text.AsSpan(0, at);
        return $"line {before.Count('\n') + 1}, column {at - before.LastIndexOf('\n')}";
    }

    /// <summary>The line on which something stands; of a long one, the part around it.</summary>
    private static string Excerpt(string text, int at)
    {
        at = Math.Min(at, text.Length);
        var from = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        from = Math.Min(from, at);
        var to = text.IndexOf('\n', at);
        to = to < 0 ? text.Length : to;
        var (left, right) = (Math.Max(from, at - Around), Math.Min(to, at + Around));
        return $"{(left > from ? "…" : "")}{text[left..right]}{(right < to ? "…" : "")}";
    }

    private static string Beginning(string text) => text.Length <= Around ? text : text[..Around] + "…";

    [GeneratedRegex(@"(?<![\p{L}\d_#.])[-+−]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NumberInText();

    [GeneratedRegex(@"#[0-9a-fA-F]+|[-+−]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NumberInDrawing();
}
