using System.Threading.Channels;
using AgentNotebook.Cells;
using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Requests;

/// <summary>Takes the requests of one channel, one after another, in the order in which they came.</summary>
/// <param name="channel">The channel.</param>
/// <param name="iopub">Where the kernel says that it is busy.</param>
/// <param name="handlers">A handler for each kind of message.</param>
/// <param name="log">Told of what nobody handles.</param>
internal sealed class RequestLoop(RequestChannel channel, IopubChannel iopub, IEnumerable<IRequestHandler> handlers, KernelLog log)
{
    // What waits is bounded by bytes where it is received; a front end that sends more requests than this waits on its side.
    private const int MostWaiting = 10_000;

    private readonly Dictionary<string, IRequestHandler> _handlers = handlers.ToDictionary(handler => handler.Type);
    private readonly Channel<(long Number, JupyterMessage Message)> _waiting = Channel.CreateBounded<(long, JupyterMessage)>(MostWaiting);
    private long _received;
    private long _abortedThrough;

    /// <summary>Makes the execute requests that wait at this moment come to nothing, because one before them failed or was interrupted.</summary>
    public void AbortWaiting() => Interlocked.Exchange(ref _abortedThrough, Interlocked.Read(ref _received));

    /// <summary>Takes requests until the kernel ends.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(ReceiveAsync(cancellationToken), HandleAllAsync(cancellationToken));

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await channel.ReceiveAsync(cancellationToken);
            await _waiting.Writer.WriteAsync((Interlocked.Increment(ref _received), message), cancellationToken);
        }
    }

    private async Task HandleAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var (number, message) in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            var request = new KernelRequest(message, channel, iopub);
            request.Publish("status", writer => writer.WriteString("execution_state", "busy"));
            try
            {
                if (number <= Interlocked.Read(ref _abortedThrough) && message.Type == ExecuteHandler.RequestType)
                {
                    await request.ReplyAsync(writer => writer.WriteString("status", "aborted"));
                }
                else
                {
                    await HandleAsync(request, cancellationToken);
                }
            }
            finally
            {
                request.Publish("status", writer => writer.WriteString("execution_state", "idle"));
            }
        }
    }

    private async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(request.Message.Type, out var handler))
        {
            log.Write($"there is no answer to '{request.Message.Type}'.");
            if (request.ExpectsReply)
            {
                await request.ReplyErrorAsync("UnknownRequest", $"This kernel does not know '{request.Message.Type}'.");
            }

            return;
        }

        try
        {
            await handler.HandleAsync(request, cancellationToken);
        }
        catch (RequestException exception)
        {
            await FailAsync(request, "RequestError", exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A fault of the kernel's own must not take the notebook's variables with it.
            log.Write($"{request.Message.Type} failed: {exception}");
            await FailAsync(request, exception.GetType().Name, exception.Message);
        }
    }

    private static Task FailAsync(KernelRequest request, string name, string message)
    {
        if (request.Message.Type == ExecuteHandler.RequestType)
        {
            // Front ends show what is published, not what is replied.
            request.Publish("error", writer => ErrorJson.Write(writer, new CellError(name, message, [$"{name}: {message}"])));
        }

        return request.ExpectsReply ? request.ReplyErrorAsync(name, message) : Task.CompletedTask;
    }
}
