using System.Collections;
using System.Globalization;
using System.Text;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>A value in one short line, for a reader and for a model.</summary>
internal static class ValueText
{
    private const int MaximumElements = 32;

    internal static string Of(object? value)
    {
        try
        {
            return Cut.Text(Plain(value, depth: 0), CheckMessage.MaximumValueLength);
        }
        catch (Exception exception)
        {
            return $"({exception.GetType().Name} while it was written)";
        }
    }

    private static string Plain(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"\"{Cut.Text(text, CheckMessage.MaximumValueLength)}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        ICollection elements when depth < 3 => Elements(elements, depth),
        _ => value.ToString() ?? "",
    };

    private static string Elements(ICollection elements, int depth)
    {
        var text = new StringBuilder("[");
        var count = 0;
        foreach (var element in elements)
        {
            if (count++ == MaximumElements || text.Length > CheckMessage.MaximumValueLength)
            {
                text.Append(", …");
                break;
            }

            text.Append(count == 1 ? "" : ", ").Append(Plain(element, depth + 1));
        }

        return text.Append(']').ToString();
    }
}
