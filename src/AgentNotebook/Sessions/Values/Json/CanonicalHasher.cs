using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentNotebook.Sessions.Values.Json;

/// <summary>
/// A hash that two JSON texts share when they say the same, taken while the text goes by: nothing of it is kept. Blanks, escapes and
/// the order of an object's members make no difference.
/// </summary>
/// <remarks>
/// Each value's hash is made of those of its parts (XXH3, 128 bits). An array's are the coefficients of a polynomial at an odd number,
/// which a swap or a shift changes; an object's are added, each hashed with its name, because a sum does not ask for an order. The hash
/// never leaves the process.
/// </remarks>
internal sealed class CanonicalHasher
{
    // Another one in each process, so that nobody can prepare two texts that look the same.
    private static readonly long Seed = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private static readonly UInt128 Place = Mix(0, 0, 0) | 1;

    private readonly Stack<Frame> _above = new();
    private readonly ArrayBufferWriter<byte> _rest = new(256);
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = ValueJson.MaxDepth * 2 });
    private Frame _frame;
    private UInt128 _name;

    /// <summary>The hash of a whole text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static UInt128 Of(ReadOnlySpan<byte> json)
    {
        var hasher = new CanonicalHasher();
        hasher.Read(json, isLast: true);
        return hasher._frame.Sum;
    }

    /// <summary>Takes in the next piece of the text, cut anywhere.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        if (_rest.WrittenCount == 0)
        {
            var read = Read(piece, isLast: false);
            _rest.Write(piece[read..]);
            return;
        }

        _rest.Write(piece);
        var both = Read(_rest.WrittenSpan, isLast: false);
        var left = _rest.WrittenSpan[both..].ToArray();
        _rest.ResetWrittenCount();
        _rest.Write(left);
    }

    /// <summary>The hash, when the text is at its end.</summary>
    public UInt128 Finish()
    {
        Read(_rest.WrittenSpan, isLast: true);
        return _frame.Sum;
    }

    private int Read(ReadOnlySpan<byte> text, bool isLast)
    {
        var reader = new Utf8JsonReader(text, isLast, _state);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _above.Push(_frame);
                    _frame = new Frame { IsObject = reader.TokenType == JsonTokenType.StartObject, Name = _name };
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var whole = Mix(_frame.Sum, _frame.IsObject ? 1u : 2u, (ulong)_frame.Count);
                    _name = _frame.Name;
                    _frame = _above.Pop();
                    Add(whole);
                    break;
                case JsonTokenType.PropertyName:
                    _name = Text(ref reader);
                    break;
                default:
                    Add(Text(ref reader));
                    break;
            }
        }

        _state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    private void Add(UInt128 part)
    {
        _frame.Sum = _frame.IsObject ? _frame.Sum + Mix(_name, (ulong)part, (ulong)(part >> 64)) : (_frame.Sum * Place) + part;
        _frame.Count++;
    }

    private static UInt128 Text(ref Utf8JsonReader reader)
    {
        // "1" and 1 are two things.
        var seed = Seed + (long)reader.TokenType;
        if (!reader.ValueIsEscaped)
            return XxHash128.HashToUInt128(reader.ValueSpan, seed);
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return XxHash128.HashToUInt128(buffer.AsSpan(0, reader.CopyString(buffer)), seed);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static UInt128 Mix(UInt128 a, ulong b, ulong c)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, a);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], b);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], c);
        return XxHash128.HashToUInt128(bytes, Seed);
    }

    private struct Frame
    {
        public bool IsObject;
        public UInt128 Name;
        public UInt128 Sum;
        public long Count;
    }
}
