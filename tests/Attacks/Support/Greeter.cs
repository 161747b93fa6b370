using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentNotebook.Attacks;

/// <summary>Listens wherever a guest might call, greets every caller with the secret word, and counts the calls.</summary>
internal sealed class Greeter : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly byte[] _greeting;
    private int _calls;

    internal Greeter(string folder, string word)
    {
        _greeting = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {word.Length}\r\nConnection: close\r\n\r\n{word}");
        UnixPath = Path.Combine(folder, "socket");
        AbstractName = Path.GetFileName(folder);
        TcpPort = ((IPEndPoint)Listen(AddressFamily.InterNetwork, ProtocolType.Tcp, new IPEndPoint(IPAddress.Loopback, 0)).LocalEndPoint!).Port;
        Listen(AddressFamily.Unix, ProtocolType.Unspecified, new UnixDomainSocketEndPoint(UnixPath));
        Listen(AddressFamily.Unix, ProtocolType.Unspecified, new UnixDomainSocketEndPoint("\0" + AbstractName));
        var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        UdpPort = ((IPEndPoint)udp.LocalEndPoint!).Port;
        _sockets.Add(udp);
        _ = EchoAsync(udp);
    }

    internal int TcpPort { get; }

    internal int UdpPort { get; }

    internal string UnixPath { get; }

    internal string AbstractName { get; }

    /// <summary>The calls since this was last asked.</summary>
    internal int TakeCalls() => Interlocked.Exchange(ref _calls, 0);

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private Socket Listen(AddressFamily family, ProtocolType protocol, EndPoint at)
    {
        var socket = new Socket(family, SocketType.Stream, protocol);
        socket.Bind(at);
        socket.Listen();
        _sockets.Add(socket);
        _ = GreetAsync(socket);
        return socket;
    }

    private async Task GreetAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptAsync();
                Interlocked.Increment(ref _calls);
                await AnswerAsync(caller);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The stage is taken down.
        }
    }

    private async Task AnswerAsync(Socket caller)
    {
        try
        {
            await caller.SendAsync(_greeting);
            caller.Shutdown(SocketShutdown.Send);
            await caller.ReceiveAsync(new byte[1024]);
        }
        catch (SocketException)
        {
            // The caller hung up first.
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                Interlocked.Increment(ref _calls);
                await socket.SendToAsync(_greeting, SocketFlags.None, received.RemoteEndPoint);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The stage is taken down.
        }
    }
}
