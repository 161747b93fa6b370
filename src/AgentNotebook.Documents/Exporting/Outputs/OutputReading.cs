using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Reads the outputs of cells. Their shape is nobody's promise: the reader of notebooks keeps outputs as they are.</summary>
internal static class OutputReading
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="NotebookException">One is larger than the limit.</exception>
    public static IEnumerable<CellOutput> Of(NotebookCell cell, ExportJob job)
    {
        for (var i = 0; i < cell.Outputs.Count; i++)
        {
            var output = Read((JsonObject)cell.Outputs[i]!);
            if (output is null)
            {
                job.Lose(cell, $"outputs[{i}], which has no shape of nbformat 4");
                continue;
            }

            var length = output switch
            {
                StreamOutput stream => stream.Text.Length,
                ErrorOutput error => error.Message.Length + error.Traceback.Length,
                DataOutput data => data.Data.Sum(item => (long)item.Value.Length),
                _ => 0,
            };
            if (length > job.Options.MaxOutputLength)
            {
                throw new NotebookException($"{job.Document.Name}: cells[{cell.Index}].outputs[{i}] has {length:N0} characters; at most {job.Options.MaxOutputLength:N0} of one output are exported. Show less of it, tag the cell 'remove-output', or raise the limit with --max-output SIZE.");
            }

            yield return output;
        }
    }

    private static CellOutput? Read(JsonObject output) => Plain(output["output_type"]) switch
    {
        "stream" when Text(output["text"]) is { } text => new StreamOutput(Plain(output["name"]) == "stderr", text),
        "error" => new ErrorOutput(Plain(output["ename"]) ?? "", Plain(output["evalue"]) ?? "", output["traceback"] is JsonArray lines && MultilineText.IsText(lines) ? string.Join('\n', lines.Select(line => line!.GetValue<string>())) : ""),
        "display_data" or "execute_result" or "update_display_data" when output["data"] is JsonObject data => new DataOutput(
            data.Where(item => item.Value is not null).ToDictionary(item => item.Key, item => Text(item.Value) ?? item.Value!.ToJsonString(_indented), StringComparer.OrdinalIgnoreCase),
            output["metadata"] as JsonObject),
        _ => null,
    };

    private static string? Text(JsonNode? node) => node is not null && MultilineText.IsText(node) ? MultilineText.Read(node) : null;

    private static string? Plain(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
