using System.Text;
using AgentNotebook.Magics;

namespace AgentNotebook.Cells;

/// <summary>What <c>-h</c> prints for a magic.</summary>
internal static class MagicHelp
{
    public static string For(MagicDeclaration magic)
    {
        var text = new StringBuilder();
        text.Append($"{magic.Name}: {magic.Summary}\n");
        if (magic.Parameters.Count > 0)
        {
            var heads = magic.Parameters.Select(p => p.Kind == ParameterKind.Flag ? p.Name : $"{p.Name} {p.ValueName}").ToList();
            var width = heads.Max(head => head.Length);
            text.Append("\nParameters:\n");
            foreach (var (head, parameter) in heads.Zip(magic.Parameters))
            {
                text.Append($"  {head.PadRight(width)}  {parameter.Help}{Notes(parameter)}\n");
            }
        }

        if (magic.HasBody)
        {
            text.Append($"\nThe rest of the cell: {magic.BodyHelp}\n");
        }

        return text.ToString();
    }

    private static string Notes(MagicParameter parameter)
    {
        var notes = new List<string>();
        if (parameter.Choices is { } choices)
        {
            notes.Add($"one of {string.Join(", ", choices)}");
        }

        if (parameter.Default is { } fallback)
        {
            notes.Add($"default: {fallback}");
        }

        if (parameter.Repeats)
        {
            notes.Add("may be repeated");
        }

        return notes.Count == 0 ? "" : $" ({string.Join("; ", notes)})";
    }
}
