using System.Text;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>The channel on which all front ends hear what happens.</summary>
/// <param name="socket">Its socket.</param>
/// <param name="encoder">Makes the messages.</param>
/// <param name="log">Told of what went wrong.</param>
internal sealed class IopubChannel(PublisherSocket socket, MessageEncoder encoder, KernelLog log) : IAsyncDisposable
{
    /// <summary>Tells all front ends something; returns when it is on its way to each.</summary>
    /// <param name="type">What it is, which is also the topic it is published under.</param>
    /// <param name="parent">The header of the request it belongs to; empty for none.</param>
    /// <param name="content">Its content.</param>
    /// <param name="metadata">Its metadata; <see langword="null"/> for none.</param>
    /// <param name="buffers">Binary data beside the content.</param>
    /// <param name="size">About how many bytes the content has, where that is known to be many.</param>
    public void Publish(string type, ReadOnlyMemory<byte> parent, JsonBody content, JsonBody? metadata = null, IReadOnlyList<ReadOnlyMemory<byte>>? buffers = null, int size = 0)
    {
        var sending = socket.PublishAsync(encoder.Encode([Encoding.ASCII.GetBytes(type)], type, parent, content, metadata, buffers, size), CancellationToken.None);
        if (!sending.IsCompletedSuccessfully)
        {
            Wait(sending);
        }
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    // A front end that reads slowly makes the cell wait, not the order of what it shows change.
    private void Wait(ValueTask sending)
    {
        try
        {
            sending.AsTask().GetAwaiter().GetResult();
        }
        catch (ObjectDisposedException)
        {
            log.Write("iopub: something was published after the kernel had ended.");
        }
    }
}
