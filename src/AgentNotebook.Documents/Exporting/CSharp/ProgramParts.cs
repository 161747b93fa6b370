namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>A piece of C# as parts of a program, which has an order of its own.</summary>
/// <param name="Usings">Using directives, for its beginning.</param>
/// <param name="Statements">Statements, variables and functions, for its middle.</param>
/// <param name="Extensions">Extension methods, which need a class around them.</param>
/// <param name="Types">Types, for its end.</param>
internal sealed record ProgramParts(IReadOnlyList<string> Usings, string Statements, IReadOnlyList<string> Extensions, IReadOnlyList<string> Types)
{
    /// <summary>Whether it ends in a value that a notebook shows by its members, and the program by its own <c>ToString</c>.</summary>
    public bool ShowsDifferently { get; init; }
}
