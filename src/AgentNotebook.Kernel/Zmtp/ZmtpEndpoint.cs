using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>Where a socket listens: <c>tcp://ADDRESS:PORT</c> or <c>ipc://PATH</c> (a unix domain socket).</summary>
internal sealed record ZmtpEndpoint
{
    private const string TcpPrefix = "tcp://";
    private const string IpcPrefix = "ipc://";

    // sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included; the smaller serves both.
    private const int MaxPathBytes = 103;

    private ZmtpEndpoint(IPEndPoint? tcp, string? path) => (Tcp, Path) = (tcp, path);

    /// <summary>The address of a tcp endpoint, else null. Port 0 asks for any free port; the bound endpoint tells which one it got.</summary>
    internal IPEndPoint? Tcp { get; }

    /// <summary>The path of an ipc endpoint, else null.</summary>
    internal string? Path { get; }

    /// <summary>The port of a tcp endpoint; 0 for ipc.</summary>
    internal int Port => Tcp?.Port ?? 0;

    /// <summary>Reads an endpoint. A tcp address is an IPv4 address, an IPv6 address in brackets, <c>*</c> (every interface) or <c>localhost</c>; other names are not looked up.</summary>
    /// <exception cref="FormatException">The text is no such endpoint; the message says what is wrong and what is expected.</exception>
    internal static ZmtpEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(TcpPrefix, StringComparison.Ordinal))
        {
            return new ZmtpEndpoint(ParseTcp(text), null);
        }

        if (text.StartsWith(IpcPrefix, StringComparison.Ordinal))
        {
            return new ZmtpEndpoint(null, ParsePath(text));
        }

        throw Wrong(text, "the transport is neither tcp nor ipc", "tcp://127.0.0.1:5555 or ipc:///run/user/1000/kernel-1");
    }

    internal static ZmtpEndpoint OfTcp(IPEndPoint address) => new(address, null);

    /// <inheritdoc/>
    public override string ToString() => Tcp is not null ? TcpPrefix + Tcp : IpcPrefix + Path;

    private static IPEndPoint ParseTcp(string text)
    {
        var rest = text.AsSpan(TcpPrefix.Length);
        var colon = rest.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            throw Wrong(text, "the port is missing or is no number from 0 to 65535", "tcp://127.0.0.1:5555");
        }

        return new IPEndPoint(ParseAddress(text, rest[..colon]), port);
    }

    private static IPAddress ParseAddress(string text, ReadOnlySpan<char> host)
    {
        if (host is "*")
        {
            return IPAddress.Any;
        }

        if (host is "localhost")
        {
            return IPAddress.Loopback;
        }

        var bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        var expected = bracketed ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        return IPAddress.TryParse(bracketed ? host[1..^1] : host, out var address) && address.AddressFamily == expected
            ? address
            : throw Wrong(text, $"'{host}' is no IP address (names are not looked up)", "tcp://127.0.0.1:5555, tcp://[::1]:5555 or tcp://*:5555");
    }

    private static string ParsePath(string text)
    {
        var path = text[IpcPrefix.Length..];
        if (path.Length == 0 || path.Contains('\0'))
        {
            throw Wrong(text, "the path is missing or has a zero character", "ipc:///run/user/1000/kernel-1");
        }

        if (path[0] == '@')
        {
            throw Wrong(text, "abstract socket names are not supported, for they have no permissions", "ipc:///run/user/1000/kernel-1");
        }

        return Encoding.UTF8.GetByteCount(path) <= MaxPathBytes
            ? path
            : throw Wrong(text, $"the path is longer than the {MaxPathBytes} bytes a unix domain socket may have", "a shorter path, for example below /tmp");
    }

    private static FormatException Wrong(string text, string reason, string example) =>
        new($"'{text}' is no endpoint: {reason}. Expected: {example}.");
}
