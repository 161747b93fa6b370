namespace AgentNotebook.Kernel.Zmtp;

/// <summary>Reads and writes the bodies of commands (RFC 37, "Formal Grammar", "The NULL Security Mechanism", "Connection Heartbeating").</summary>
internal static class Command
{
    /// <summary>Bytes that the context of a PING may have.</summary>
    internal const int MaxPingContext = 16;

    private const int TimeToLiveBytes = 2;

    /// <summary>Parts the name of a command from its data.</summary>
    /// <exception cref="ZmtpException">The name is missing, or has other characters than letters.</exception>
    internal static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> body, out int dataAt)
    {
        dataAt = body.IsEmpty ? 0 : 1 + body[0];
        if (dataAt < 2 || dataAt > body.Length)
        {
            throw new ZmtpException("a command has no name");
        }

        var name = body[1..dataAt];
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw new ZmtpException("the name of a command has other characters than letters");
            }
        }

        return name;
    }

    /// <summary>A READY that says what this socket is.</summary>
    internal static byte[] Ready(SocketKind kind)
    {
        var type = SocketTypes.Name(kind);
        return Create("READY"u8, [.. PropertyName, 0, 0, 0, (byte)type.Length, .. type]);
    }

    /// <param name="reason">Cut to 255 visible ASCII characters.</param>
    internal static byte[] Error(string reason)
    {
        var length = Math.Min(reason.Length, byte.MaxValue);
        var data = new byte[1 + length];
        data[0] = (byte)length;
        for (var i = 0; i < length; i++)
        {
            data[1 + i] = reason[i] is > ' ' and <= '~' ? (byte)reason[i] : (byte)'_';
        }

        return Create("ERROR"u8, data);
    }

    /// <summary>A PING without context and without a time to live: how long it may stay unanswered is our own affair.</summary>
    internal static byte[] Ping() => Create("PING"u8, [0, 0]);

    internal static byte[] Pong(ReadOnlySpan<byte> context) => Create("PONG"u8, context);

    /// <exception cref="ZmtpException">The data is too short or too long.</exception>
    internal static ushort ReadPing(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> context)
    {
        if (data.Length is < TimeToLiveBytes or > TimeToLiveBytes + MaxPingContext)
        {
            throw new ZmtpException($"a PING has {data.Length} bytes of data, not {TimeToLiveBytes} to {TimeToLiveBytes + MaxPingContext}");
        }

        context = data[TimeToLiveBytes..];
        return (ushort)(data[0] << 8 | data[1]);
    }

    private static ReadOnlySpan<byte> PropertyName => "\u000BSocket-Type"u8;

    private static byte[] Create(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[Frame.MaxHeaderBytes];
        var bodyLength = 1 + name.Length + data.Length;
        var headerLength = Frame.WriteHeader(header, FrameFlags.Command, bodyLength);
        var bytes = new byte[headerLength + bodyLength];
        header[..headerLength].CopyTo(bytes);
        bytes[headerLength] = (byte)name.Length;
        name.CopyTo(bytes.AsSpan(headerLength + 1));
        data.CopyTo(bytes.AsSpan(headerLength + 1 + name.Length));
        return bytes;
    }
}
