using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Comparing;

/// <summary>An output as a comparison sees it: prints that follow each other are one.</summary>
/// <param name="Kind"><c>stream</c>, <c>display_data</c>, <c>execute_result</c>, <c>error</c>, or another <c>output_type</c> that the file has.</param>
/// <param name="Parts">Its texts by name: mime types, for prints <c>stdout</c> or <c>stderr</c>, for an error <c>ename</c>, <c>evalue</c> and <c>traceback</c>.</param>
public sealed record ShownOutput(string Kind, IReadOnlyDictionary<string, string> Parts)
{
    private const string StreamKind = "stream";

    // What may be missing is a remark of a line; all else has to be there.
    private const int LongestRemark = 1_000;

    /// <summary>What outputs must have alike to be compared with each other.</summary>
    internal string Signature => Kind == "error" ? Kind : $"{Kind} {string.Join(' ', Parts.Keys)}";

    /// <summary>The rule by which it may be there or not; <see langword="null"/> when it has to be there.</summary>
    internal NormalizationRule? Excuse(CellRules rules) =>
        Parts.TryGetValue("text/html", out var html) && html.Length <= LongestRemark && MarkupReader.Read(html, rules.Options) is [{ } only]
            ? rules.Rules.FirstOrDefault(rule => rule.AllowsAbsence && only.Marks.Contains(rule.Name))
            : null;

    /// <summary>The outputs of a cell, in order. Prints between two displays are joined, standard output before standard error.</summary>
    internal static IReadOnlyList<ShownOutput> Of(JsonArray outputs)
    {
        var shown = new List<ShownOutput>();
        var prints = new SortedDictionary<string, string>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        foreach (var output in outputs.OfType<JsonObject>())
        {
            var kind = Text(output["output_type"]);
            if (kind == StreamKind)
            {
                var name = Text(output["name"]);
                prints[name] = prints.GetValueOrDefault(name, "") + Text(output["text"]);
                continue;
            }

            EndPrints();
            shown.Add(new ShownOutput(kind, kind == "error" ? ErrorParts(output) : DataParts(output["data"])));
        }

        EndPrints();
        return shown;

        void EndPrints()
        {
            shown.AddRange(prints.Where(print => print.Value.Length > 0).Select(print => new ShownOutput(StreamKind, new Dictionary<string, string> { [print.Key] = print.Value })));
            prints.Clear();
        }
    }

    private static SortedDictionary<string, string> DataParts(JsonNode? data)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (mime, content) in data as JsonObject ?? [])
        {
            parts[mime] = Text(content);
        }

        return parts;
    }

    private static Dictionary<string, string> ErrorParts(JsonObject output) => new()
    {
        ["ename"] = Text(output["ename"]),
        ["evalue"] = Text(output["evalue"]),
        ["traceback"] = output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(Text)) : Text(output["traceback"]),
    };

    // A file from elsewhere may hold anything here; what is no text is compared as the JSON that it is.
    private static string Text(JsonNode? node) => node is null ? "" : MultilineText.IsText(node) ? MultilineText.Read(node) : node.ToJsonString();
}
