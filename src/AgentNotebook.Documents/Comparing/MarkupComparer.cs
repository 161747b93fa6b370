namespace AgentNotebook.Documents.Comparing;

/// <summary>Compares HTML and SVG by their elements, in order, and the texts and attributes in them; places and lengths in drawings within a coarser tolerance.</summary>
internal static class MarkupComparer
{
    // These name and describe; all other attributes of a drawing may hold lengths and places.
    private static readonly HashSet<string> _wordsInDrawings = ["aria-label", "aria-labelledby", "class", "href", "id", "xlink:href", MarkupNode.MarkAttribute];
    private static readonly HashSet<string> _lengthsInHtml = ["height", "style", "width"];

    // A marked figure brings its own size along: the length of a bar, the size of a text that has to fit.
    private static readonly HashSet<string> _followingFigure = ["font-size", "style", "width"];

    public static void Compare(Findings findings, IReadOnlyList<MarkupNode> stored, IReadOnlyList<MarkupNode> executed) =>
        CompareChildren(findings, stored, executed, "", new HashSet<string>());

    private static void CompareChildren(Findings findings, IReadOnlyList<MarkupNode> stored, IReadOnlyList<MarkupNode> executed, string place, IReadOnlySet<string> marks)
    {
        var common = Math.Min(stored.Count, executed.Count);
        for (var i = 0; i < common; i++)
        {
            var at = Path(place, stored, i);
            if (stored[i].Name != executed[i].Name)
            {
                findings.Differ(at, Counts(stored, executed), stored[i].InWords(), executed[i].InWords());
                return;
            }

            Compare(findings, stored[i], executed[i], at, marks);
        }

        if (stored.Count != executed.Count)
        {
            var longer = stored.Count > executed.Count ? stored : executed;
            findings.Differ(Path(place, longer, common), Counts(stored, executed), stored.ElementAtOrDefault(common)?.InWords() ?? "", executed.ElementAtOrDefault(common)?.InWords() ?? "");
        }
    }

    private static string Counts(IReadOnlyList<MarkupNode> stored, IReadOnlyList<MarkupNode> executed) =>
        stored.Count == executed.Count ? "There is something else here now." : $"{stored.Count:N0} elements and texts are stored here, {executed.Count:N0} are there now.";

    private static void Compare(Findings findings, MarkupNode stored, MarkupNode executed, string place, IReadOnlySet<string> marks)
    {
        if (stored.Name.Length == 0)
        {
            TextComparer.Compare(findings, stored.Text, executed.Text, place, marks);
            return;
        }

        // What only one side marks is a difference, and no excuse.
        var own = stored.Marks.Intersect(executed.Marks).ToHashSet();
        if (findings.Rules.Hiding(own) is { } rule)
        {
            var (before, after) = (Flat(stored), Flat(executed));
            if (before != after)
            {
                findings.Apply(rule.Name, place, 1, before, after);
            }

            return;
        }

        var inner = own.Count == 0 ? marks : marks.Union(own).ToHashSet();
        CompareAttributes(findings, stored, executed, place, inner, own.Any(findings.Rules.Has));
        CompareChildren(findings, stored.Children, executed.Children, place, inner);
    }

    private static void CompareAttributes(Findings findings, MarkupNode stored, MarkupNode executed, string place, IReadOnlySet<string> marks, bool isMarked)
    {
        foreach (var name in stored.Attributes.Keys.Union(executed.Attributes.Keys))
        {
            var at = $"{place} @{name}";
            if (!stored.Attributes.TryGetValue(name, out var before) || !executed.Attributes.TryGetValue(name, out var after))
            {
                findings.Differ(at, executed.Attributes.ContainsKey(name) ? "This attribute was not there." : "This attribute is missing now.", stored.Attributes.GetValueOrDefault(name, ""), executed.Attributes.GetValueOrDefault(name, ""));
            }
            else if (before != after && isMarked && _followingFigure.Contains(name))
            {
                findings.Apply(stored.Marks.First(findings.Rules.Has), at, 1, before, after);
            }
            else
            {
                var isLength = stored.IsSvg ? !_wordsInDrawings.Contains(name) : _lengthsInHtml.Contains(name);
                TextComparer.Compare(findings, before, after, at, marks, isLength ? NumberMeasure.OfDrawing(findings.Options) : null);
            }
        }
    }

    private static string Flat(MarkupNode node) =>
        $"{node.Name} {string.Join(' ', node.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}"))}{node.Text}{string.Concat(node.Children.Select(Flat))}";

    private static string Path(string place, IReadOnlyList<MarkupNode> siblings, int index)
    {
        var name = siblings[index].Name.Length == 0 ? "text" : siblings[index].Name;
        var step = siblings.Count == 1 ? name : $"{name}[{index + 1}]";
        return place.Length == 0 ? step : $"{place} > {step}";
    }
}
