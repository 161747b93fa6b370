using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>comm_info_request</c>: the open comms, for a front end that comes back.</summary>
/// <param name="notebook">The notebook, once it is open.</param>
internal sealed class CommInfoHandler(NotebookOpening notebook) : IRequestHandler
{
    public string Type => "comm_info_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var target = request.Message.Text("target_name", "");
        var engine = await notebook.EngineAsync(cancellationToken);
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteStartObject("comms");
            foreach (var comm in engine.Comms.All.Where(comm => target.Length == 0 || comm.Target == target))
            {
                writer.WriteStartObject(comm.Id);
                writer.WriteString("target_name", comm.Target);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }
}
