using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentNotebook.Tests.Support;

/// <summary>
/// An HTTP server on the loopback address that speaks OpenAI's chat completions, streamed, and misbehaves as it is told: each request is
/// given to the next of its behaviours, and the last one stays.
/// </summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Func<ChatServerReply, Task>> _behaviours = new();
    private readonly ConcurrentQueue<ChatServerRequest> _requests = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Task _accepting;

    public ChatServer(params Func<ChatServerReply, Task>[] behaviours)
    {
        foreach (var behaviour in behaviours)
        {
            _behaviours.Enqueue(behaviour);
        }

        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address for <c>--endpoint</c>.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/v1");

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<ChatServerRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _serving.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Disposed, or no longer listening.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                var request = await ReadAsync(stream, _stop.Token);
                _requests.Enqueue(request);
                if (!(_behaviours.Count > 1 ? _behaviours.TryDequeue(out var behave) : _behaviours.TryPeek(out behave)))
                {
                    return;
                }

                await behave!(new ChatServerReply(request, stream, client.Client, _stop.Token));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private static async Task<ChatServerRequest> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count >= 4 && bytes[^4] == '\r' && bytes[^3] == '\n' && bytes[^2] == '\r' && bytes[^1] == '\n'))
        {
            await stream.ReadExactlyAsync(one, stop);
            bytes.Add(one[0]);
        }

        var head = Encoding.ASCII.GetString([.. bytes]);
        var headers = head.Split("\r\n").Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':')], line => line[(line.IndexOf(':') + 1)..].Trim(), StringComparer.OrdinalIgnoreCase);
        string body;
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var content = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(content, stop);
            body = Encoding.UTF8.GetString(content);
        }
        else
        {
            body = await ReadChunksAsync(stream, stop);
        }

        return new ChatServerRequest(head.Split("\r\n")[0], headers, body);
    }

    private static async Task<string> ReadChunksAsync(NetworkStream stream, CancellationToken stop)
    {
        var content = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await LineAsync(stream, stop), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, stop);
            content.Write(chunk);
            await LineAsync(stream, stop);
            if (size == 0)
            {
                return Encoding.UTF8.GetString(content.ToArray());
            }
        }
    }

    private static async Task<string> LineAsync(NetworkStream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        do
        {
            await stream.ReadExactlyAsync(one, stop);
            line.Append((char)one[0]);
        }
        while (one[0] != '\n');
        return line.ToString().Trim();
    }
}
