using System.Net;
using System.Net.Sockets;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>Accepts connections until it is disposed, whatever happens to single ones.</summary>
internal sealed class Listener : IDisposable
{
    private const int Backlog = 128;

    private static readonly TimeSpan RestAfterError = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly Action<IWire> _accepted;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();

    /// <exception cref="IOException">Nobody can listen there; the message says why.</exception>
    internal Listener(ZmtpEndpoint endpoint, Action<IWire> accepted, TimeProvider time)
    {
        (_accepted, _time) = (accepted, time);
        _socket = endpoint.Path is { } path ? BindPath(path) : BindTcp(endpoint.Tcp!);
        try
        {
            _socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new IOException($"'{endpoint}' cannot be listened on: {e.Message}.", e);
        }

        Endpoint = endpoint.Path is null ? ZmtpEndpoint.OfTcp((IPEndPoint)_socket.LocalEndPoint!) : endpoint;
        Running = RunAsync();
    }

    /// <summary>Where it listens, with the port it was given.</summary>
    internal ZmtpEndpoint Endpoint { get; }

    /// <summary>Ends after the listener was disposed.</summary>
    internal Task Running { get; }

    public void Dispose()
    {
        _closing.Cancel();
        // Takes the file of an ipc endpoint along.
        _socket.Dispose();
    }

    private static Socket BindTcp(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"'tcp://{address}' cannot be listened on: {e.Message}.", e);
        }
    }

    private static Socket BindPath(string path)
    {
        try
        {
            return UnixSocketFile.Bind(path);
        }
        catch (SocketException e)
        {
            throw new IOException($"'ipc://{path}' cannot be listened on: {e.Message}.", e);
        }
    }

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
                Take(socket);
            }
            catch (SocketException)
            {
                // The peer left before it was accepted, or there are no descriptors left for now: neither is the end of the others.
                await Task.Delay(RestAfterError, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                // The listener was disposed, which ends the loop.
            }
        }
    }

    private void Take(Socket socket)
    {
        SocketWire wire;
        try
        {
            wire = new SocketWire(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return;
        }

        _accepted(wire);
    }
}
