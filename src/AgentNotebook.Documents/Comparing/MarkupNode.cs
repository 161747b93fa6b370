namespace AgentNotebook.Documents.Comparing;

/// <summary>A node of HTML or SVG, as far as comparing needs it.</summary>
internal sealed class MarkupNode
{
    /// <summary>The attribute with which a display says which of its figures are measured anew each time.</summary>
    public const string MarkAttribute = "data-volatile";

    private static readonly IReadOnlySet<string> _none = new HashSet<string>();

    /// <summary>The element's name; empty for a text.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is part of a drawing.</summary>
    public bool IsSvg { get; init; }

    /// <summary>The text of a text.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public List<MarkupNode> Children { get; } = [];

    /// <summary>The rules for which the element and what is in it is marked.</summary>
    public IReadOnlySet<string> Marks => Attributes.TryGetValue(MarkAttribute, out var marks) ? marks.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet() : _none;

    /// <summary>All marks in it, its own included.</summary>
    public IEnumerable<string> AllMarks() => Marks.Concat(Children.SelectMany(child => child.AllMarks()));

    /// <summary>What a person may recognize it by.</summary>
    public string InWords() =>
        Name.Length == 0 ? Text
        : $"<{string.Join(' ', Attributes.Take(4).Select(attribute => $"{attribute.Key}=\"{attribute.Value}\"").Prepend(Name))}>{string.Concat(Children.Take(3).Select(child => child.Name.Length == 0 ? child.Text : $"<{child.Name}>…"))}";
}
