using System.Reflection;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using AgentNotebook.Magics.Variables;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Running;

/// <summary>Lists the variables of a notebook for people.</summary>
internal static class VariableList
{
    private const int LongestValue = 100;

    // A value may hold a great deal before its first line ends.
    private static readonly ValueRenderer _renderer = new(maxLength: 10 * LongestValue);

    public static IReadOnlyList<NotebookVariable> Of(SubmissionChain chain) =>
    [
        .. chain.VariableNames().Order(StringComparer.Ordinal).Select(name => chain.Find(name) is { } found
            ? new NotebookVariable(name, found.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), () => InWords(found.Read))
            : new NotebookVariable(name, "", () => "(cannot be read)")),
    ];

    private static string InWords(Func<object?> read)
    {
        try
        {
            return InLine(read());
        }
        catch (TargetInvocationException e)
        {
            return $"(cannot be read: {e.InnerException?.Message})";
        }
    }

    /// <summary>A value in one short line.</summary>
    public static string InLine(object? value)
    {
        var text = _renderer.Render(value, MimeBundle.Text).Data[MimeBundle.Text];
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? line : line[..LongestValue] + "…";
    }
}
