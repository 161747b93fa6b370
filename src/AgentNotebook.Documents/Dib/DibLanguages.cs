using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Dib;

/// <summary>Which lines of a .dib file begin a cell: <c>#!name</c> and nothing else on the line, where the name is known here or named by the file's meta section.</summary>
/// <remarks>As Microsoft.DotNet.Interactive.Documents reads it: names are told apart by case, and a line with anything more is content.</remarks>
internal sealed class DibLanguages
{
    public const string Default = "csharp";
    public const string Markdown = "markdown";

    /// <summary>The cells that Jupyter calls raw. Only a meta section makes it a language: elsewhere the line may be anything.</summary>
    public const string Raw = "raw";

    private const string LinePrefix = "#!";

    // What .NET Interactive has without any extension, and Markdown, which it adds when it reads a file.
    private static readonly (string Name, string[] Aliases)[] _wellKnown =
    [
        (Default, ["cs", "C#", "c#"]),
        ("fsharp", ["fs", "F#", "f#"]),
        ("pwsh", ["powershell"]),
        ("javascript", ["js"]),
        ("html", []),
        (Markdown, ["md"]),
        ("mermaid", []),
        ("sql", []),
        ("kql", []),
        ("http", []),
        ("value", []),
        ("vscode", ["frontend"]),
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="kernelInfo">The <c>kernelInfo</c> of a notebook's metadata. What has the wrong shape names nothing.</param>
    public DibLanguages(JsonNode? kernelInfo)
    {
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        List<(string Name, IEnumerable<string> Aliases)> all = [.. Declared(kernelInfo), .. _wellKnown.Select(known => (known.Name, known.Aliases.AsEnumerable()))];
        // Names before aliases: a name that somebody else's alias hid could not be written.
        all.ForEach(language => _names.TryAdd(language.Name, language.Name));
        all.ForEach(language => language.Aliases.Where(CanBeWritten).ToList().ForEach(alias => _names.TryAdd(alias, language.Name)));
        DefaultLanguage = Text((kernelInfo as JsonObject)?["defaultKernelName"]) is { } name && CanBeWritten(name) ? NameOf(name) : Default;
    }

    /// <summary>The language of text before the first line that names one.</summary>
    public string DefaultLanguage { get; }

    /// <summary>Whether a name can stand on a line of its own and be found there again.</summary>
    public static bool CanBeWritten(string name) => name.Length > 0 && name.AsSpan().Trim().Length == name.Length && !name.Any(char.IsControl);

    public static string LineOf(string name) => LinePrefix + name;

    public bool Knows(string name) => _names.ContainsKey(name);

    /// <summary>The language that a name or an alias means; the name itself when nothing is known of it.</summary>
    public string NameOf(string nameOrAlias) => _names.GetValueOrDefault(nameOrAlias, nameOrAlias);

    /// <summary>The language whose cell a line begins; <see langword="null"/> when the line is content.</summary>
    public string? OfLine(ReadOnlySpan<char> line) =>
        line.StartsWith(LinePrefix) && _lookup.TryGetValue(line[LinePrefix.Length..], out var name) ? name : null;

    private static IEnumerable<(string Name, IEnumerable<string> Aliases)> Declared(JsonNode? kernelInfo) =>
        from item in ((kernelInfo as JsonObject)?["items"] as JsonArray ?? []).OfType<JsonObject>()
        let name = Text(item["name"])
        where name is not null && CanBeWritten(name)
        select (name, (item["aliases"] as JsonArray ?? []).Select(Text).OfType<string>());

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
