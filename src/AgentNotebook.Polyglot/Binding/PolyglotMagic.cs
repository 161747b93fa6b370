using AgentNotebook.Magics;
using AgentNotebook.Polyglot.Cells;

namespace AgentNotebook.Polyglot.Binding;

/// <summary>A magic in the terms of .NET Interactive: what the engine parses, completes and explains it by.</summary>
/// <remarks>
/// One without a body is a <c>KernelActionDirective</c>: the lines after it go to the C# kernel. One with a body is a small kernel of the magic's
/// name with a <c>KernelSpecifierDirective</c>: the lines after a plain directive would be compiled as C#. The values do not come back through the
/// engine, which hands on nothing of a parameter that is given twice and leaves the backslashes in quoted text: they are read from the line itself,
/// by the same parser as in every other host.
/// </remarks>
/// <param name="Name">With its prefix, such as <c>#!agent-run</c>.</param>
/// <param name="Help">One sentence.</param>
/// <param name="HasBody">Whether it is a kernel of its own.</param>
/// <param name="Parameters">In the order in which help lists them.</param>
public sealed record PolyglotMagic(string Name, string Help, bool HasBody, IReadOnlyList<PolyglotParameter> Parameters)
{
    /// <summary>The name of its kernel.</summary>
    public string KernelName => Name.TrimStart('#', '!');

    /// <summary>Whether a command of the engine stands for a line of this magic.</summary>
    /// <param name="engineText">What the command says of itself.</param>
    public bool IsCalledBy(string engineText) => engineText.StartsWith("Directive: ", StringComparison.Ordinal) && CellLine.Find(engineText["Directive: ".Length..], Name, engineText) is not null;

    /// <summary>What lines are that the engine hands to its kernel.</summary>
    /// <param name="cell">All of the cell they stand in; <see langword="null"/> when there is no more than the lines.</param>
    /// <param name="lines">The lines.</param>
    public CellLines Take(string? cell, string lines) =>
        cell is null || CellLine.Of(cell).All(line => line.Name != Name) ? CellLines.Body
        : CellLine.IsBody(cell, Name, lines) ? CellLines.HaveRun
        : CellLines.CSharp;

    /// <summary>The binding of a declaration.</summary>
    public static PolyglotMagic Of(MagicDeclaration magic)
    {
        var positional = magic.Parameters.Where(parameter => parameter.IsPositional).ToList();
        var parameters = magic.Parameters.Where(parameter => !parameter.IsPositional).Select(parameter => new PolyglotParameter(parameter.Name, MagicHelp.Of(parameter))
        {
            // The engine gives a kernel's flag the value that follows it, and then fails at a flag that has one.
            IsFlag = parameter.Kind == ParameterKind.Flag && !(magic.HasBody && positional.Count > 0),
            MaxOccurrences = parameter.Repeats ? int.MaxValue : 1,
            TypeHint = Hint(parameter),
            Completions = parameter.Kind == ParameterKind.Assignment ? [.. (parameter.Choices ?? []).Select(choice => choice + "=")] : parameter.Choices ?? [],
        });
        IEnumerable<PolyglotParameter> values = positional.Count == 0 ? [] :
        [
            new PolyglotParameter(string.Join(' ', positional.Select(parameter => parameter.Name)), string.Join(' ', positional.Select(MagicHelp.Of)))
            {
                AllowImplicitName = true,
                MaxOccurrences = positional.Exists(parameter => parameter.Repeats) ? int.MaxValue : positional.Count,
                TypeHint = Hint(positional[0]),
                Completions = [.. positional.SelectMany(parameter => parameter.Choices ?? [])],
            },
        ];
        return new PolyglotMagic(magic.Name, magic.Summary, magic.HasBody, [.. values, .. parameters, Asks("-h"), Asks("--help")]);
    }

    // What is required is not told to the engine: it would refuse '-h', which every magic understands, and its own words name no way out.
    private static PolyglotParameter Asks(string name) => new(name, "Explains the magic.") { IsFlag = true };

    private static string Hint(MagicParameter parameter) =>
        parameter.Kind is ParameterKind.Integer or ParameterKind.Number ? "number"
        : parameter.ValueName == "FILE" || parameter.Name == "FILE" ? "file"
        : "text";
}
