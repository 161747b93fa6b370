using AgentNotebook.Kernel.History;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>history_request</c>: what was run, in this kernel and earlier ones.</summary>
/// <param name="history">Keeps it.</param>
internal sealed class HistoryHandler(HistoryStore history) : IRequestHandler
{
    private const int MostEntries = 10_000;

    public string Type => "history_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var count = Math.Clamp(message.Number("n") ?? MostEntries, 0, MostEntries);
        var entries = message.Text("hist_access_type", "tail") switch
        {
            "tail" => history.Tail(count),
            "range" => history.Range(message.Number("session") ?? 0, message.Number("start") ?? 0, message.Number("stop") ?? int.MaxValue, MostEntries),
            "search" => history.Search(message.Text("pattern", "*"), message.Flag("unique", fallback: false), count),
            var other => throw new RequestException($"history_request: hist_access_type is '{other}'; it can be tail, range or search."),
        };
        var withOutput = message.Flag("output", fallback: false);
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteStartArray("history");
            foreach (var entry in entries)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(entry.Session);
                writer.WriteNumberValue(entry.Line);
                if (withOutput)
                {
                    // Outputs are the notebook's, not the history's.
                    writer.WriteStartArray();
                    writer.WriteStringValue(entry.Input);
                    writer.WriteNullValue();
                    writer.WriteEndArray();
                }
                else
                {
                    writer.WriteStringValue(entry.Input);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        });
    }
}
