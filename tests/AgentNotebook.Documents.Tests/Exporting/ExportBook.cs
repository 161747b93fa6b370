using System.Text.Json.Nodes;
using AgentNotebook.Documents.Exporting;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AgentNotebook.Documents.Tests.Exporting;

/// <summary>A notebook in a folder of its own, and what it is exported to.</summary>
internal sealed class ExportBook : IDisposable
{
    /// <summary>A red dot, in base64.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private readonly TemporaryFolder _folder = new();
    private readonly JsonArray _cells = [];

    public IReadOnlyList<string> Losses { get; private set; } = [];

    public ExportBook Markdown(string source, JsonObject? attachments = null)
    {
        var cell = new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };
        if (attachments is not null)
        {
            cell["attachments"] = attachments;
        }

        _cells.Add((JsonNode)cell);
        return this;
    }

    public ExportBook Code(string source, params JsonObject[] outputs) => Code(source, [], outputs);

    public ExportBook Code(string source, string[] tags, params JsonObject[] outputs)
    {
        _cells.Add((JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = outputs.Length > 0 ? 1 : null,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
            ["outputs"] = new JsonArray([.. outputs]),
            ["source"] = source,
        });
        return this;
    }

    public static JsonObject Shown(params (string Mime, string Content)[] data) => new()
    {
        ["output_type"] = "display_data",
        ["metadata"] = new JsonObject(),
        ["data"] = new JsonObject(data.Select(item => KeyValuePair.Create(item.Mime, (JsonNode?)item.Content))),
    };

    public static JsonObject Printed(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text };

    public string File(string name) => _folder.File(name);

    public string Html(ExportOptions? options = null) => Export(ExportFormat.Html, "book.html", options);

    public IHtmlDocument Page(ExportOptions? options = null) => new HtmlParser().ParseDocument(Html(options));

    public string GitHub(ExportOptions? options = null) => Export(ExportFormat.Markdown, "book.md", options);

    public string Program() => Export(ExportFormat.CSharp, "book.cs", null);

    public string Export(ExportFormat format, string output, ExportOptions? options)
    {
        var notebook = _folder.File("book.ipynb");
        System.IO.File.WriteAllText(notebook, new JsonObject
        {
            ["cells"] = _cells.DeepClone(),
            ["metadata"] = new JsonObject { ["language_info"] = new JsonObject { ["name"] = "csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        }.ToJsonString());
        Losses = NotebookExporter.Export(NotebookDocument.Load(notebook), format, _folder.File(output), options).Losses;
        return System.IO.File.ReadAllText(_folder.File(output));
    }

    public void Dispose() => _folder.Dispose();
}
