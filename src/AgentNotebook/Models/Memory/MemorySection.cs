using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Models.Memory;

/// <summary>A heading and what stands below it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Items">A text; or a list, oldest first.</param>
/// <param name="IsList">Whether it is a list, whose oldest items go first where room is short.</param>
internal sealed record MemorySection(string Title, IReadOnlyList<string> Items, bool IsList)
{
    private const string Cutting = " (cut)\n";

    private string Heading => $"## {Title}\n";

    public bool IsEmpty => Items.All(string.IsNullOrWhiteSpace);

    /// <summary>Characters it takes whole.</summary>
    public long FullLength => Heading.Length + Items.Sum(item => (long)Line(item).Length) + 1;

    /// <summary>The section in at most <paramref name="room"/> characters.</summary>
    public string Fit(int room)
    {
        if (FullLength <= room)
        {
            return $"{Heading}{string.Concat(Items.Select(Line))}\n";
        }

        var text = Items.Count > 1 ? Newest(room - Heading.Length - 1) : Shorten(Line(Items[0]), room - Heading.Length - 1);
        return text.Length == 0 ? "" : $"{Heading}{text}\n";
    }

    private string Newest(int room)
    {
        room -= LeftOut(Items.Count).Length;
        var kept = new List<string>();
        foreach (var line in Items.Reverse().Select(Line).TakeWhile(line => (room -= line.Length) >= 0))
        {
            kept.Add(line);
        }

        if (kept.Count == 0)
        {
            kept.Add(Shorten(Line(Items[^1]), room + Line(Items[^1]).Length));
        }

        kept.Reverse();
        return kept is [""] ? "" : LeftOut(Items.Count - kept.Count) + string.Concat(kept);
    }

    private static string LeftOut(int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({count} earlier left out)\n");

    private string Line(string item)
    {
        var text = item.ReplaceLineEndings("\n").Trim('\n');
        return IsList ? $"- {text.Replace('\n', ' ')}\n" : $"{text}\n";
    }

    internal static string Shorten(string line, int room)
    {
        if (line.Length <= room)
        {
            return line;
        }

        var most = room - Cutting.Length;
        return most < 2 ? "" : Cut.Text(line.TrimEnd('\n'), most) + Cutting;
    }
}
