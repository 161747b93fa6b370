using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>inspect_request</c>: what stands at the caret.</summary>
/// <param name="notebook">The notebook, once it is open.</param>
internal sealed class InspectHandler(NotebookOpening notebook) : IRequestHandler
{
    public string Type => "inspect_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var code = request.Message.Text("code");
        var position = TextPosition.ToUtf16(code, request.Message.Number("cursor_pos") ?? int.MaxValue);
        var engine = await notebook.EngineAsync(cancellationToken);
        var found = await engine.InspectAsync(code, position, request.Message.Number("detail_level") ?? 0, cancellationToken);
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteBoolean("found", found is not null);
            if (found is not null)
            {
                MimeJson.Write(writer, found);
            }
            else
            {
                writer.WriteStartObject("data");
                writer.WriteEndObject();
                writer.WriteStartObject("metadata");
                writer.WriteEndObject();
            }
        });
    }
}
