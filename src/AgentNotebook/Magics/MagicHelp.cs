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
        foreach (var value in magic.Parameters.Where(parameter => parameter.IsPositional))
        {
            text.Append(' ').Append(value.Name);
        }

        if (magic.Parameters.Any(parameter => !parameter.IsPositional))
        {
            text.Append(" [parameters]");
        }

        if (magic.HasBody)
        {
            text.Append("\n       ").Append(magic.BodyHelp);
        }

        text.Append('\n');
        if (magic.Aliases.Count > 0)
        {
            text.Append("Also called: ").AppendJoin(", ", magic.Aliases).Append('\n');
        }

        if (magic.Parameters.Count == 0)
        {
            return text.ToString();
        }

        text.Append("\nParameters:\n");
        var width = magic.Parameters.Max(parameter => Usage(parameter).Length);
        foreach (var parameter in magic.Parameters)
        {
            text.Append("  ").Append(Usage(parameter).PadRight(width)).Append("  ").Append(Of(parameter)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What a parameter is for and what it takes, in one line.</summary>
    public static string Of(MagicParameter parameter)
    {
        var text = new StringBuilder(parameter.Help);
        if (parameter.Choices is { } choices)
        {
            text.Append(" One of: ").AppendJoin(", ", choices).Append('.');
        }

        if (parameter.Default is { } value)
        {
            text.Append(" Default: ").Append(value).Append('.');
        }

        if (parameter.IsRequired)
        {
            text.Append(" Has to be given.");
        }

        if (parameter.Repeats)
        {
            text.Append(" May be given more than once.");
        }

        return text.ToString();
    }

    /// <summary>A parameter as it is typed.</summary>
    internal static string Usage(MagicParameter parameter) =>
        parameter.Kind == ParameterKind.Flag || parameter.IsPositional ? parameter.Name : $"{parameter.Name} {parameter.ValueName}";
}
