using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>interrupt_request</c>: stops the running cell and those that wait behind it.</summary>
/// <param name="interrupt">Does it.</param>
internal sealed class InterruptHandler(Action interrupt) : IRequestHandler
{
    public string Type => "interrupt_request";

    public Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        interrupt();
        return request.ReplyOkAsync();
    }
}
