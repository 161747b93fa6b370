using AgentNotebook.Cells.Comms;
using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>comm_open</c>, <c>comm_msg</c> and <c>comm_close</c>: what front ends say on comms. None of them has a reply.</summary>
/// <param name="type">One of the three.</param>
/// <param name="notebook">The notebook, once it is open.</param>
/// <param name="interruption">Stops what handles it.</param>
internal sealed class CommHandler(string type, NotebookOpening notebook, Interruption interruption) : IRequestHandler
{
    public const string Open = "comm_open";
    public const string Message = "comm_msg";
    public const string Close = "comm_close";

    public string Type => type;

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var id = message.Text("comm_id");
        var target = type == Open ? message.Text("target_name", "") : "";
        var said = new CommMessage(message.Find("data") ?? default, message.Buffers);
        var engine = await notebook.EngineAsync(cancellationToken);
        var result = await interruption.RunAsync(stop => engine.InvokeAsync(Deliver, new KernelOutput(request), stop), engine, cancellationToken);
        if (result.Error is { } error)
        {
            request.Publish("error", writer => ErrorJson.Write(writer, error));
        }

        void Deliver()
        {
            switch (type)
            {
                case Open when !engine.Comms.Opened(id, target, said):
                    request.Publish(Close, writer =>
                    {
                        writer.WriteString("comm_id", id);
                        writer.WriteStartObject("data");
                        writer.WriteEndObject();
                    });
                    break;
                case Message:
                    engine.Comms.Received(id, said);
                    break;
                case Close:
                    engine.Comms.Closed(id, said);
                    break;
            }
        }
    }
}
