using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>Finds the language of a cell in the places where front ends write it.</summary>
internal static class CellLanguage
{
    public static string? Of(JsonObject cell, JsonObject root)
    {
        var name = Text(cell, "metadata", "polyglot_notebook", "kernelName")
            ?? Text(cell, "metadata", "dotnet_interactive", "language")
            ?? Text(cell, "metadata", "vscode", "languageId")
            ?? Text(root, "metadata", "language_info", "name")
            ?? Text(root, "metadata", "kernelspec", "language")
            ?? OfKernel(Text(root, "metadata", "kernelspec", "name"));
        return name switch
        {
            "C#" or "c#" or "csharp" or "CSharp" or "cs" => "csharp",
            // .NET Interactive names the notebook's language so when each cell has its own; a cell without one is C#.
            "polyglot-notebook" => "csharp",
            _ => name,
        };
    }

    private static string? OfKernel(string? kernel) => kernel switch
    {
        ".net-csharp" or "agentnb" => "csharp",
        ".net-fsharp" => "fsharp",
        ".net-powershell" => "pwsh",
        _ => null,
    };

    private static string? Text(JsonObject node, params ReadOnlySpan<string> path)
    {
        JsonNode? at = node;
        foreach (var name in path)
        {
            at = (at as JsonObject)?[name];
        }

        return at is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }
}
