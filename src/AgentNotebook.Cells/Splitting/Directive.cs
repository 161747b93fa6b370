using System.Text.RegularExpressions;
using AgentNotebook.Magics;

namespace AgentNotebook.Cells.Splitting;

/// <summary>A line such as <c>#r "nuget: Name, version"</c>.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Value">What stands in its quotes, without <c>nuget:</c>.</param>
/// <param name="Line">Line of the cell, counted from 1.</param>
/// <param name="Column">Column in which that begins, counted from 1.</param>
internal sealed partial record Directive(DirectiveKind Kind, string Value, int Line, int Column)
{
    /// <summary>Whether a line begins like a directive, after nothing but white space.</summary>
    public static bool IsDirectiveLine(string line) => Beginning().IsMatch(line);

    /// <summary>Reads a directive's line.</summary>
    /// <exception cref="MagicException">It is malformed.</exception>
    public static Directive Parse(string line, int lineNumber)
    {
        var name = Beginning().Match(line).Groups[1].Value;
        if (Whole().Match(line) is not { Success: true } match)
        {
            throw new MagicException($"#{name} takes one value in double quotes: {Example(name)}.", lineNumber, line.Length - line.AsSpan().TrimStart().Length + 1);
        }

        var value = match.Groups["quoted"].Success ? match.Groups["quoted"] : match.Groups["bare"];
        var (text, column) = (value.Value.Trim(), value.Index + 1);
        var ofNuget = text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);
        text = ofNuget ? text["nuget:".Length..].Trim() : text;
        if (text.Length == 0 || (name == "i" && !ofNuget))
        {
            throw new MagicException($"#{name} does not say what it wants: {Example(name)}.", lineNumber, column);
        }

        var kind = name switch
        {
            "load" => DirectiveKind.Load,
            "i" => DirectiveKind.Source,
            _ => ofNuget ? DirectiveKind.Package : DirectiveKind.Assembly,
        };
        return new Directive(kind, text, lineNumber, column);
    }

    /// <summary>A refusal of it, with its place.</summary>
    public MagicException Refuse(string message, Exception? inner = null) => new(message, Line, Column, inner);

    private static string Example(string name) => name switch
    {
        "r" => "#r \"nuget: MathNet.Numerics, 5.0.0\" or #r \"folder/library.dll\"",
        "i" => "#i \"nuget: https://example.org/v3/index.json\" or #i \"nuget: folder\"",
        _ => "#load \"file.csx\"",
    };

    [GeneratedRegex(@"^\s*#\s*(r|i|load)(?![\w-])")]
    private static partial Regex Beginning();

    // .NET Interactive takes a package without quotes, too.
    [GeneratedRegex("""^\s*#\s*(?:r|i|load)\s*(?:"(?<quoted>[^"]*)"|(?<=\s)(?<bare>nuget:[^"\s]+(?:\s*,\s*[^"\s/]+)?))\s*(?://.*)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
