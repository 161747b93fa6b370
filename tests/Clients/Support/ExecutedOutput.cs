using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentNotebook.Clients.Support;

/// <summary>One output of a cell that a client ran.</summary>
/// <param name="Kind"><c>stdout</c>, <c>stderr</c>, <c>error</c>, <c>display</c> or <c>result</c>.</param>
/// <param name="Content">Its representations by mime type; text of streams and errors is text/plain.</param>
internal sealed partial record ExecutedOutput(string Kind, IReadOnlyDictionary<string, string> Content)
{
    private const string Plain = "text/plain";

    /// <summary>Whether it is text as it was printed.</summary>
    public bool IsStream => Kind is "stdout" or "stderr";

    /// <summary>A representation; empty when it has none of the type.</summary>
    public string Representation(string mime) => Content.GetValueOrDefault(mime, "");

    /// <summary>Reads an output as nbformat has it.</summary>
    public static ExecutedOutput Read(JsonElement output) => output.GetProperty("output_type").GetString() switch
    {
        "stream" => Text(output.GetProperty("name").GetString()!, Joined(output.GetProperty("text"))),
        "error" => Text("error", $"{output.GetProperty("ename").GetString()}: {output.GetProperty("evalue").GetString()}"),
        "execute_result" => new("result", Data(output)),
        _ => new("display", Data(output)),
    };

    /// <summary>With the text of the output after it.</summary>
    public ExecutedOutput With(ExecutedOutput next) => Text(Kind, Representation(Plain) + next.Representation(Plain));

    /// <summary>Whether it is what a line such as <c>result text/plain == 42</c> or <c>stdout ~ part</c> says.</summary>
    public bool Matches(string expected)
    {
        var line = Line().Match(expected);
        Assert.True(line.Success, $"'{expected}' does not say what to expect.");
        var own = Representation(line.Groups["mime"] is { Success: true } mime ? mime.Value : Plain);
        var text = line.Groups["text"].Value;
        return line.Groups["kind"].Value == Kind && (line.Groups["sign"].Value == "==" ? own == text : own.Contains(text, StringComparison.Ordinal));
    }

    public override string ToString() => $"{Kind} {string.Join(" ", Content.Select(pair => $"[{pair.Key}: {(pair.Value.Length <= 300 ? pair.Value : pair.Value[..300] + "…")}]"))}";

    private static ExecutedOutput Text(string kind, string text) => new(kind, new Dictionary<string, string> { [Plain] = text });

    private static Dictionary<string, string> Data(JsonElement output) =>
        output.GetProperty("data").EnumerateObject().ToDictionary(property => property.Name, property => Joined(property.Value));

    private static string Joined(JsonElement text) => text.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(text.EnumerateArray().Select(line => line.GetString())),
        JsonValueKind.String => text.GetString()!,
        _ => text.GetRawText(),
    };

    [GeneratedRegex("^(?<kind>stdout|stderr|error|display|result)( (?<mime>[^ ]+))? (?<sign>==|~) (?<text>.+)$", RegexOptions.Singleline)]
    private static partial Regex Line();
}
