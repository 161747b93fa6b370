using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Planning.Headers.Gguf;

/// <summary>Goes through a GGUF file's header from front to back; only one chunk of it is in memory.</summary>
internal sealed class GgufCursor
{
    private const int ChunkBytes = 64 << 10;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SafeFileHandle _handle;
    private readonly string _file;
    private readonly HeaderLimits _limits;
    private readonly byte[] _buffer = new byte[ChunkBytes];
    private long _bufferAt;
    private int _length;

    public GgufCursor(SafeFileHandle handle, string file, HeaderLimits limits)
    {
        _handle = handle;
        _file = file;
        _limits = limits;
        FileBytes = RandomAccess.GetLength(handle);
    }

    /// <summary>The file's length.</summary>
    public long FileBytes { get; }

    /// <summary>Where the next byte is read, from the file's beginning.</summary>
    public long Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A count of things of which each takes some bytes: one that the rest of the file cannot hold is refused.</summary>
    /// <param name="what">What is counted.</param>
    /// <param name="leastBytes">The fewest bytes one takes.</param>
    public long Count(string what, int leastBytes)
    {
        var at = Position;
        var count = UInt64();
        return count <= (ulong)((FileBytes - Position) / leastBytes)
            ? (long)count
            : throw new ModelHeaderException(_file, at, null, $"the file is said to hold {count} {what} from here on, and its remaining {FileBytes - Position} bytes cannot: it is cut or damaged.");
    }

    /// <summary>A name.</summary>
    public string Name(string what)
    {
        var at = Position;
        var length = Count("bytes of a name", 1);
        if (length > _limits.NameBytes)
        {
            throw new ModelHeaderException(_file, at, null, $"the {what} is {length} bytes long; {nameof(HeaderLimits.NameBytes)} allows {_limits.NameBytes}.");
        }

        try
        {
            return _utf8.GetString(Take((int)length));
        }
        catch (DecoderFallbackException failure)
        {
            throw new ModelHeaderException(_file, at, null, $"the {what} is no UTF-8.", failure);
        }
    }

    /// <summary>Goes over bytes that are not needed.</summary>
    public void Skip(long bytes)
    {
        if (bytes > FileBytes - Position)
        {
            throw Cut();
        }

        Position += bytes;
        Bound();
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > FileBytes - Position)
        {
            throw Cut();
        }

        if (Position < _bufferAt || Position + bytes > _bufferAt + _length)
        {
            (_bufferAt, _length) = (Position, 0);
            while (_length < bytes)
            {
                var read = RandomAccess.Read(_handle, _buffer.AsSpan(_length), _bufferAt + _length);
                _length += read > 0 ? read : throw Cut();
            }
        }

        var taken = _buffer.AsSpan((int)(Position - _bufferAt), bytes);
        Position += bytes;
        Bound();
        return taken;
    }

    private void Bound()
    {
        if (Position > _limits.HeaderBytes)
        {
            throw new ModelHeaderException(_file, Position, null, $"the header goes on here, past the {_limits.HeaderBytes} bytes of {nameof(HeaderLimits.HeaderBytes)}.");
        }
    }

    private ModelHeaderException Cut() => new(_file, Position, null, $"the file ends at byte {FileBytes}, within its header: it is cut.");
}
