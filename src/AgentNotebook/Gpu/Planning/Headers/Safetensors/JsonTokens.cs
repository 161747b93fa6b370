using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Planning.Headers.Safetensors;

/// <summary>Reads a stretch of a file as JSON, token by token; only one chunk of it is in memory.</summary>
internal sealed class JsonTokens
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>Deeper than any header goes; what is skipped may be a little deeper.</summary>
    private const int MaxDepth = 16;

    private readonly SafeFileHandle _handle;
    private readonly string _file;
    private readonly HeaderLimits _limits;
    private readonly long _end;
    private byte[] _buffer;
    private JsonReaderState _state;
    private long _filled;
    private long _bufferAt;
    private int _used;
    private int _length;

    /// <param name="handle">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="start">Where the JSON begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="limits">How long a text may be.</param>
    public JsonTokens(SafeFileHandle handle, string file, long start, long end, HeaderLimits limits)
    {
        _handle = handle;
        _file = file;
        _limits = limits;
        _end = end;
        _filled = _bufferAt = start;
        _buffer = new byte[(int)Math.Min(ChunkBytes, Math.Max(1, end - start))];
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The kind of the current token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>Where it begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>A name, or a text no longer than a name may be; else <see langword="null"/>.</summary>
    public string? Text { get; private set; }

    /// <summary>A whole number of 64 bits; else <see langword="null"/>.</summary>
    public long? Number { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <returns><see langword="false"/> after the last.</returns>
    /// <exception cref="ModelHeaderException">This is no JSON, or a text in it is too long.</exception>
    public bool TryRead()
    {
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_used, _length - _used), _filled == _end, _state);
                var found = reader.Read();
                if (found)
                {
                    Take(ref reader);
                }

                _state = reader.CurrentState;
                _used += (int)reader.BytesConsumed;
                if (found || _filled == _end)
                {
                    return found;
                }

                Fill();
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The reader counts lines for people; the token that it could not read begins where the last one ended.
            throw new ModelHeaderException(_file, _bufferAt + _used, null, $"the header is no valid JSON from here on: {failure.Message}", failure);
        }
    }

    /// <summary>Goes to the next token, which has to be there and of a kind.</summary>
    public void Read(JsonTokenType type, string what)
    {
        if (!TryRead() || Type != type)
        {
            throw Refuse($"{what} is expected here.");
        }
    }

    /// <summary>Goes over a whole value whose first token comes next.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            if (!TryRead())
            {
                throw Refuse("the header ends in the middle of a value.");
            }

            depth += Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
        while (depth > 0);
    }

    /// <summary>A refusal at the current token.</summary>
    public ModelHeaderException Refuse(string problem, string? tensor = null) => new(_file, Offset, tensor, problem);

    private void Take(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        Offset = _bufferAt + _used + reader.TokenStartIndex;
        Text = null;
        Number = null;
        if (Type is JsonTokenType.PropertyName or JsonTokenType.String)
        {
            if (reader.ValueSpan.Length <= _limits.NameBytes)
            {
                Text = reader.GetString();
            }
            else if (Type == JsonTokenType.PropertyName)
            {
                throw new ModelHeaderException(_file, Offset, null, $"this name has {reader.ValueSpan.Length} bytes; {nameof(HeaderLimits.NameBytes)} allows {_limits.NameBytes}.");
            }
        }
        else if (Type == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            Number = number;
        }
    }

    private void Fill()
    {
        var kept = _length - _used;
        if (kept == _buffer.Length)
        {
            if (kept >= _limits.TextBytes)
            {
                throw new ModelHeaderException(_file, _bufferAt + _used, null, $"this text is longer than the {_limits.TextBytes} bytes of {nameof(HeaderLimits.TextBytes)}.");
            }

            Array.Resize(ref _buffer, Math.Min(2 * kept, _limits.TextBytes));
        }

        _buffer.AsSpan(_used, kept).CopyTo(_buffer);
        _bufferAt += _used;
        (_used, _length) = (0, kept);
        var read = RandomAccess.Read(_handle, _buffer.AsSpan(kept, (int)Math.Min(_buffer.Length - kept, _end - _filled)), _filled);
        if (read == 0)
        {
            throw new ModelHeaderException(_file, _filled, null, "the file ends within its header: it was cut while it was read.");
        }

        _length += read;
        _filled += read;
    }
}
