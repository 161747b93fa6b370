using System.Net.Sockets;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A connected tcp or unix domain socket.</summary>
internal sealed class SocketWire : IWire
{
    private readonly Socket _socket;

    internal SocketWire(Socket socket)
    {
        _socket = socket;
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.NoDelay = true;
            // Finds peers whose machine is gone when nobody has anything to say.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer, SocketFlags.None);

    public ValueTask SendAsync(List<ArraySegment<byte>> segments)
    {
        if (segments.Count == 1)
        {
            var sending = _socket.SendAsync(segments[0].AsMemory(), SocketFlags.None);
            return sending.IsCompletedSuccessfully && sending.Result == segments[0].Count ? default : FinishAsync(sending, segments);
        }

        return FinishAsync(new ValueTask<int>(_socket.SendAsync(segments, SocketFlags.None)), segments);
    }

    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask FinishAsync(ValueTask<int> sending, List<ArraySegment<byte>> segments)
    {
        var sent = await sending.ConfigureAwait(false);
        while (true)
        {
            var whole = 0;
            while (whole < segments.Count && sent >= segments[whole].Count)
            {
                sent -= segments[whole++].Count;
            }

            segments.RemoveRange(0, whole);
            if (segments.Count == 0)
            {
                return;
            }

            segments[0] = segments[0][sent..];
            sent = await _socket.SendAsync(segments, SocketFlags.None).ConfigureAwait(false);
        }
    }
}
