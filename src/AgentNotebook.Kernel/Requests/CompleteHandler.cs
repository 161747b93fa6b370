using AgentNotebook.Cells.Language;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>complete_request</c>: what may stand at the caret.</summary>
/// <param name="notebook">The notebook, once it is open.</param>
internal sealed class CompleteHandler(NotebookOpening notebook) : IRequestHandler
{
    public string Type => "complete_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var code = request.Message.Text("code");
        var position = TextPosition.ToUtf16(code, request.Message.Number("cursor_pos") ?? int.MaxValue);
        var engine = await notebook.EngineAsync(cancellationToken);
        var completions = await engine.CompleteAsync(code, position, cancellationToken);
        var (start, end) = (TextPosition.ToCodePoints(code, completions.Start), TextPosition.ToCodePoints(code, completions.End));
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteStartArray("matches");
            foreach (var item in completions.Items)
            {
                writer.WriteStringValue(item.Text);
            }

            writer.WriteEndArray();
            writer.WriteNumber("cursor_start", start);
            writer.WriteNumber("cursor_end", end);
            writer.WriteStartObject("metadata");
            // As IPython began it and JupyterLab and VS Code read it: the kind makes the icon.
            writer.WriteStartArray("_jupyter_types_experimental");
            foreach (var item in completions.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("text", item.Text);
                writer.WriteNumber("start", start);
                writer.WriteNumber("end", end);
                writer.WriteString("type", item.Kind.Name());
                writer.WriteString("signature", item.Signature);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
