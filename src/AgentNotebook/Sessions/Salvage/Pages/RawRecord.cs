using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>A row as bytes ("Database File Format", section 2.1): how each column is stored, and where.</summary>
internal readonly ref struct RawRecord
{
    /// <summary>Rows with more columns are none of a store's.</summary>
    public const int MostColumns = 24;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<long> _types;
    private readonly ReadOnlySpan<byte> _payload;
    private readonly int _headerBytes;

    private RawRecord(ReadOnlySpan<long> types, ReadOnlySpan<byte> payload, int headerBytes)
    {
        _types = types;
        _payload = payload;
        _headerBytes = headerBytes;
    }

    public int Columns => _types.Length;

    /// <summary>Reads the header, of which all must be in <paramref name="start"/>, and sees that its columns fill the row exactly.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> start, long payloadBytes, Span<long> types, out RawRecord record)
    {
        record = default;
        var at = 0;
        if (!Varint.TryRead(start, ref at, out var headerBytes) || headerBytes < 2 || headerBytes > start.Length)
            return false;
        var count = 0;
        var sum = headerBytes;
        while (at < headerBytes)
        {
            if (count == Math.Min(types.Length, MostColumns) || !Varint.TryRead(start[..(int)headerBytes], ref at, out var type) || Size(type) is not { } size)
                return false;
            types[count++] = type;
            sum += size;
            if (sum > payloadBytes)
                return false;
        }

        record = new RawRecord(types[..count], [], (int)headerBytes);
        return sum == payloadBytes;
    }

    /// <summary>The same row with all of its bytes.</summary>
    public RawRecord With(ReadOnlySpan<byte> payload) => new(_types, payload, _headerBytes);

    public bool IsNull(int column) => _types[column] == 0;

    public bool IsInteger(int column) => _types[column] is >= 1 and <= 6 or 8 or 9;

    public bool IsText(int column, long most) => _types[column] >= 13 && _types[column] % 2 == 1 && (_types[column] - 13) / 2 <= most;

    public bool IsBlob(int column, int bytes) => _types[column] == 12 + 2L * bytes;

    public long Integer(int column) => _types[column] switch
    {
        8 => 0,
        9 => 1,
        1 => (sbyte)Bytes(column)[0],
        2 => BinaryPrimitives.ReadInt16BigEndian(Bytes(column)),
        3 => (Bytes(column)[0] << 24 | Bytes(column)[1] << 16 | Bytes(column)[2] << 8) >> 8,
        4 => BinaryPrimitives.ReadInt32BigEndian(Bytes(column)),
        5 => (long)BinaryPrimitives.ReadInt16BigEndian(Bytes(column)) << 32 | BinaryPrimitives.ReadUInt32BigEndian(Bytes(column)[2..]),
        _ => BinaryPrimitives.ReadInt64BigEndian(Bytes(column)),
    };

    /// <summary>Null when the bytes are no UTF-8.</summary>
    public string? Text(int column)
    {
        try
        {
            return Strict.GetString(Bytes(column));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public ReadOnlySpan<byte> Bytes(int column)
    {
        var at = (long)_headerBytes;
        for (var i = 0; i < column; i++)
            at += Size(_types[i])!.Value;
        return _payload.Slice((int)at, (int)Size(_types[column])!.Value);
    }

    private static long? Size(long type) => type switch
    {
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= 12 => (type - 12) / 2,
        _ => null,
    };
}
