using System.Net.Sockets;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A connection that says exactly what it is told.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    internal static async Task<RawPeer> ConnectAsync(ZmtpEndpoint endpoint)
    {
        var peer = new RawPeer();
        await peer._socket.ConnectAsync(endpoint.Tcp!);
        return peer;
    }

    internal async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);

    /// <summary>Sends to a peer that may have closed meanwhile.</summary>
    internal async Task TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
        }
        catch (SocketException)
        {
        }
    }

    internal void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }

    /// <summary>What the socket says until it closes the connection.</summary>
    internal async Task<byte[]> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        List<byte> all = [];
        var buffer = new byte[65536];
        try
        {
            while (await _socket.ReceiveAsync(buffer, patience.Token) is var count and > 0)
            {
                all.AddRange(buffer.AsSpan(0, count));
            }
        }
        catch (SocketException)
        {
            // A reset ends it as well.
        }

        return [.. all];
    }

    /// <summary>Reads until these bytes were said.</summary>
    internal async Task<byte[]> ReadUntilAsync(byte[] expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        List<byte> all = [];
        var buffer = new byte[65536];
        while (all.ToArray().AsSpan().IndexOf(expected) < 0)
        {
            var count = await _socket.ReceiveAsync(buffer, patience.Token);
            if (count == 0)
            {
                throw new EndOfStreamException($"The connection was closed after {all.Count} bytes, before what was awaited.");
            }

            all.AddRange(buffer.AsSpan(0, count));
        }

        return [.. all];
    }

    public void Dispose() => _socket.Dispose();
}
