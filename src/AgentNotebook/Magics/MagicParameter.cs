namespace AgentNotebook.Magics;

/// <summary>One parameter of a magic, declared once for parsing, help and completion.</summary>
/// <param name="Name">With its dashes, such as <c>--check</c>. One without dashes is a value that stands by itself, such as <c>FILE</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Help">One sentence.</param>
public sealed record MagicParameter(string Name, ParameterKind Kind, string Help)
{
    /// <summary>Whether its value stands by itself, without a name before it.</summary>
    public bool IsPositional => !Name.StartsWith('-');

    /// <summary>Whether the magic cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What help calls the value, such as <c>EXPR</c>; unused for flags.</summary>
    public string ValueName { get; init; } = "VALUE";

    /// <summary>What holds when it is not given, for help; <see langword="null"/> when nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it may be given more than once.</summary>
    public bool Repeats { get; init; }

    /// <summary>The smallest value of an <see cref="ParameterKind.Integer"/>.</summary>
    public int Minimum { get; init; } = int.MinValue;

    /// <summary>The largest value of an <see cref="ParameterKind.Integer"/>.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>The only values it takes; <see langword="null"/> when it takes any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}
