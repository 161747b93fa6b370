using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>A channel on which front ends ask, or on which they are asked: shell, control and stdin.</summary>
/// <param name="name">Its name, for the log.</param>
/// <param name="socket">Its socket.</param>
/// <param name="decoder">Reads what comes; of this channel alone.</param>
/// <param name="encoder">Makes what goes.</param>
/// <param name="log">Told of what was not taken.</param>
internal sealed class RequestChannel(string name, RouterSocket socket, MessageDecoder decoder, MessageEncoder encoder, KernelLog log) : IAsyncDisposable
{
    /// <summary>The next message that is one.</summary>
    public async Task<JupyterMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(cancellationToken);
            try
            {
                return decoder.Decode([received.Identity, .. received.Frames]);
            }
            catch (MessageException exception)
            {
                log.Write($"{name}: a message was dropped. {exception.Message}");
            }
        }
    }

    /// <summary>Sends a message to one front end; one that has gone misses it.</summary>
    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> identities, string type, ReadOnlyMemory<byte> parent, JsonBody content, IReadOnlyList<ReadOnlyMemory<byte>>? buffers = null)
    {
        if (identities.Count > 0)
        {
            // The first identity is the connection's own, the others belong to whatever stands in between.
            await socket.SendAsync(identities[0], encoder.Encode([.. identities.Skip(1)], type, parent, content, metadata: null, buffers), CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();
}
