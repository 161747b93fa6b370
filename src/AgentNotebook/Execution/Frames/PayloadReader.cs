using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Execution.Frames;

/// <summary>Takes the payload of a frame apart. Every length is checked against what is left before anything is made from it.</summary>
internal sealed class PayloadReader(ReadOnlyMemory<byte> payload)
{
    private ReadOnlyMemory<byte> _rest = payload;

    internal bool Bool() => Int() switch
    {
        0 => false,
        1 => true,
        var other => throw new FrameException($"a truth value of {other}"),
    };

    internal int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);

    internal long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);

    /// <summary>A count of things that follow, each of at least four bytes.</summary>
    internal int Count(int most)
    {
        var count = Int();
        return count >= 0 && count <= most && count <= _rest.Length / sizeof(int) ? count : throw new FrameException($"a list of {count} entries");
    }

    internal ReadOnlyMemory<byte> Bytes() => Take(Int());

    /// <summary>Text; ill-formed UTF-8 becomes replacement characters.</summary>
    internal string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>Everything that is left.</summary>
    internal ReadOnlyMemory<byte> Rest() => Take(_rest.Length);

    internal void End()
    {
        if (_rest.Length > 0)
        {
            throw new FrameException($"{_rest.Length} bytes after the end of a message");
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw new FrameException("a message that is shorter than it says");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
