using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>is_complete_request</c>: whether a console may run what was typed, or goes on with another line.</summary>
/// <param name="notebook">The notebook, once it is open.</param>
internal sealed class IsCompleteHandler(NotebookOpening notebook) : IRequestHandler
{
    public string Type => "is_complete_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var engine = await notebook.EngineAsync(cancellationToken);
        var answer = engine.Language.CheckComplete(request.Message.Text("code"));
        // The only reply whose status is its answer.
        await request.ReplyAsync(writer =>
        {
            writer.WriteString("status", answer.State.ToString().ToLowerInvariant());
            writer.WriteString("indent", answer.Indent);
        });
    }
}
