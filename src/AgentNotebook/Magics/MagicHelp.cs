using System.Text;

namespace AgentNotebook.Magics;

/// <summary>The text that <c>-h</c> shows, made from the declaration.</summary>
public static class MagicHelp
{
    /// <summary>Summary, usage and one line a parameter.</summary>
    public static string Of(MagicDeclaration magic)
    {
        var text = new StringBuilder();
        text.Append(magic.Summary).Append("\n\nUsage: ").Append(magic.Name);
        if (magic.Parameters.Count > 0)
        {
            text.Append(" [parameters]");
        }

        if (magic.HasBody)
        {
            text.Append("\n       ").Append(magic.BodyHelp);
        }

        text.Append('\n');
        if (magic.Parameters.Count == 0)
        {
            return text.ToString();
        }

        text.Append("\nParameters:\n");
        var width = magic.Parameters.Max(parameter => Usage(parameter).Length);
        foreach (var parameter in magic.Parameters)
        {
            text.Append("  ").Append(Usage(parameter).PadRight(width)).Append("  ").Append(parameter.Help);
            if (parameter.Choices is { } choices)
            {
                text.Append(" One of: ").Append(string.Join(", ", choices)).Append('.');
            }

            if (parameter.Default is { } value)
            {
                text.Append(" Default: ").Append(value).Append('.');
            }

            if (parameter.Repeats)
            {
                text.Append(" May be given more than once.");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Usage(MagicParameter parameter) =>
        parameter.Kind == ParameterKind.Flag ? parameter.Name : $"{parameter.Name} {parameter.ValueName}";
}
