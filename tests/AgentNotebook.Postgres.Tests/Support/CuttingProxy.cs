using System.Net;
using System.Net.Sockets;

namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>Stands between a store and its server, and cuts the line where it is told to.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private Cut _next = Cut.Never;
    private bool _refusesAfterwards;
    private bool _refuses;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>How often it has cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts at the next message of a client, once.</summary>
    /// <param name="cut">Where.</param>
    /// <param name="refuses">Whether nobody is let through from then on.</param>
    public void CutNext(Cut cut, bool refuses = false)
    {
        lock (_gate)
            (_next, _refusesAfterwards) = (cut, refuses);
    }

    /// <summary>Lets everybody through again.</summary>
    public void LetThrough()
    {
        lock (_gate)
            _refuses = false;
    }

    public void Dispose()
    {
        _listener.Stop();
        lock (_gate)
            _open.ForEach(socket => socket.Close(0));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            lock (_gate)
            {
                if (_refuses)
                    return;
                _open.AddRange([client, server]);
            }

            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _server);
                // Set while the server's answer is to be lost, and done when it has come.
                var lost = new TaskCompletionSource[1];
                await Task.WhenAny(FromClientAsync(client, server, lost), FromServerAsync(server, client, lost));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task FromClientAsync(Socket client, Socket server, TaskCompletionSource?[] lost)
    {
        var buffer = new byte[BufferBytes];
        while (await client.ReceiveAsync(buffer) is var count && count > 0)
        {
            var cut = Take();
            if (cut == Cut.BeforeTheServerHears)
                return;
            var answered = cut == Cut.AfterTheServerHasDone ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            Volatile.Write(ref lost[0], answered);
            await server.SendAsync(buffer.AsMemory(0, count));
            if (answered is not null)
            {
                await answered.Task;
                return;
            }
        }
    }

    private static async Task FromServerAsync(Socket server, Socket client, TaskCompletionSource?[] lost)
    {
        var buffer = new byte[BufferBytes];
        while (await server.ReceiveAsync(buffer) is var count && count > 0)
        {
            if (Volatile.Read(ref lost[0]) is { } answered)
            {
                answered.SetResult();
                // The other way ends the line.
                await Task.Delay(Timeout.Infinite);
            }

            await client.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private Cut Take()
    {
        lock (_gate)
        {
            var cut = _next;
            _next = Cut.Never;
            if (cut == Cut.Never)
                return cut;
            Cuts++;
            _refuses = _refusesAfterwards;
            return cut;
        }
    }
}
