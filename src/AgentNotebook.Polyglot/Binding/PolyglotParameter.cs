namespace AgentNotebook.Polyglot.Binding;

/// <summary>A parameter of a magic in the terms of .NET Interactive's <c>KernelDirectiveParameter</c>.</summary>
/// <param name="Name">With its dashes; one without dashes is a value that stands by itself.</param>
/// <param name="Help">What it is for and what it takes, in one line.</param>
public sealed record PolyglotParameter(string Name, string Help)
{
    /// <summary>Whether it takes no value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Whether its value may stand without the name before it; the engine allows one a magic.</summary>
    public bool AllowImplicitName { get; init; }

    /// <summary>How often it may be given.</summary>
    public int MaxOccurrences { get; init; } = 1;

    /// <summary>What kind of value a front end should ask for: <c>text</c>, <c>number</c> or <c>file</c>.</summary>
    public string TypeHint { get; init; } = "text";

    /// <summary>The values to choose from; empty when it takes any.</summary>
    public IReadOnlyList<string> Completions { get; init; } = [];
}
