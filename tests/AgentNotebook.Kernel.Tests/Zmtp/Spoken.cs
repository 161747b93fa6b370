using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>What a ZMTP peer says, byte by byte as RFC 37 has it, made without the code under test.</summary>
internal static class Spoken
{
    internal static byte[] Greeting(byte major = 3, byte minor = 1, string mechanism = "NULL")
    {
        var bytes = new byte[64];
        (bytes[0], bytes[9], bytes[10], bytes[11]) = (0xFF, 0x7F, major, minor);
        Encoding.ASCII.GetBytes(mechanism, bytes.AsSpan(12));
        return bytes;
    }

    internal static byte[] Ready(string type, string? identity = null) =>
        Command("READY", identity is null ? Property("Socket-Type", type) : [.. Property("Socket-Type", type), .. Property("Identity", identity)]);

    internal static byte[] Property(string name, string value)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, value.Length);
        return [(byte)name.Length, .. Encoding.Latin1.GetBytes(name), .. size, .. Encoding.Latin1.GetBytes(value)];
    }

    internal static byte[] Command(string name, params byte[] data) => Frame(4, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data]);

    internal static byte[] Message(params byte[][] frames) => [.. frames.SelectMany((frame, i) => Frame(i + 1 < frames.Length ? 1 : 0, frame))];

    /// <summary>A frame with the flags given, in the long form when the body asks for it.</summary>
    internal static byte[] Frame(int flags, byte[] body) =>
        body.Length < 256 ? [(byte)flags, (byte)body.Length, .. body] : [.. LongHeader(flags, body.Length), .. body];

    internal static byte[] LongHeader(int flags, long size)
    {
        var header = new byte[9];
        header[0] = (byte)(flags | 2);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), size);
        return header;
    }

    /// <summary>Greeting and READY of the peer that fits a socket best.</summary>
    internal static byte[] Opening(string type, string? identity = null) => [.. Greeting(), .. Ready(type, identity)];
}
