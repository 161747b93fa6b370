using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Lessons;

/// <summary>What students get of metadata: members that say how a notebook opens and how a cell is shown. Whatever else tools and people keep there may hold a solution.</summary>
internal static class KeptMetadata
{
    private static readonly string[] _ofNotebook = ["kernelspec", "language_info", "title", "authors", "polyglot_notebook", "dotnet_interactive"];

    private static readonly string[] _ofCell = ["tags", "slideshow", "polyglot_notebook", "dotnet_interactive", "vscode", "jupyter", "editable", "deletable", "collapsed", "scrolled"];

    public static JsonObject OfNotebook(JsonNode? metadata) => Only(metadata, _ofNotebook);

    public static JsonObject OfCell(JsonNode? metadata) => Only(metadata, _ofCell);

    private static JsonObject Only(JsonNode? metadata, string[] names) =>
        new((metadata as JsonObject ?? []).Where(member => names.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
