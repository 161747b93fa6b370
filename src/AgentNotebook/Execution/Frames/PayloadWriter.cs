using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Execution.Frames;

/// <summary>Puts together the payload of a frame: little-endian numbers, and bytes and UTF-8 text with their length before them.</summary>
internal sealed class PayloadWriter
{
    private readonly MemoryStream _bytes = new();

    internal PayloadWriter Bool(bool value) => Int(value ? 1 : 0);

    internal PayloadWriter Int(int value)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        _bytes.Write(number);
        return this;
    }

    internal PayloadWriter Long(long value)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        _bytes.Write(number);
        return this;
    }

    internal PayloadWriter Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        _bytes.Write(value);
        return this;
    }

    internal PayloadWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    internal byte[] ToArray() => _bytes.ToArray();
}
