using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>shutdown_request</c>: ends the kernel; a front end that wants a restart starts another.</summary>
/// <param name="end">Ends the kernel once the reply is on its way.</param>
internal sealed class ShutdownHandler(Action end) : IRequestHandler
{
    public string Type => "shutdown_request";

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var restart = request.Message.Flag("restart", fallback: false);
        await request.ReplyOkAsync(writer => writer.WriteBoolean("restart", restart));
        request.Publish("shutdown_reply", writer =>
        {
            writer.WriteString("status", "ok");
            writer.WriteBoolean("restart", restart);
        });
        end();
    }
}
