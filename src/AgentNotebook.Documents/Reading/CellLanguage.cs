using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>Finds the language of a cell in the places where front ends write it.</summary>
internal static class CellLanguage
{
    // .NET Interactive names a notebook's language so when each cell has its own, and its extension of VS Code a cell's. It says nothing
    // of the language but that the notebook is one of .NET Interactive.
    private const string Polyglot = "polyglot-notebook";

    public static string? Of(JsonObject cell, JsonObject root)
    {
        var own = Text(cell, "metadata", "polyglot_notebook", "kernelName")
            ?? Text(cell, "metadata", "dotnet_interactive", "language")
            ?? Text(cell, "metadata", "vscode", "languageId");
        var name = own is null or Polyglot ? OfNotebook(root, isPolyglot: own is Polyglot) : own;
        return name is "C#" or "c#" or "CSharp" or "cs" ? "csharp" : name;
    }

    /// <summary>The metadata of a cell in a language, as .NET Interactive writes it: for itself, and for its versions before 1.0.</summary>
    public static JsonObject MarkOf(string language) => new()
    {
        ["dotnet_interactive"] = new JsonObject { ["language"] = language },
        ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language },
    };

    private static string? OfNotebook(JsonObject root, bool isPolyglot)
    {
        if (Text(root, "metadata", "polyglot_notebook", "kernelInfo", "defaultKernelName") is { } language)
        {
            return language;
        }

        var info = Text(root, "metadata", "language_info", "name");
        isPolyglot |= info is Polyglot;
        var kernel = OfKernel(Text(root, "metadata", "kernelspec", "name"));
        return isPolyglot
            ? kernel ?? "csharp"
            : info ?? Text(root, "metadata", "kernelspec", "language") ?? kernel;
    }

    private static string? OfKernel(string? kernel) => kernel switch
    {
        ".net-csharp" or "agentnb" => "csharp",
        ".net-fsharp" => "fsharp",
        ".net-powershell" => "pwsh",
        _ => null,
    };

    private static string? Text(JsonNode node, params ReadOnlySpan<string> path)
    {
        JsonNode? at = node;
        foreach (var name in path)
        {
            at = (at as JsonObject)?[name];
        }

        return at is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }
}
