using System.Buffers.Binary;
using System.Text.Json;

namespace AgentNotebook.Gpu.Planning.Headers.Safetensors;

/// <summary>Reads the header of one safetensors file: eight bytes of length, then JSON, then the data without a hole.</summary>
internal sealed class SafetensorsReader
{
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    private readonly string _file;
    private readonly HeaderLimits _limits;
    private readonly JsonTokens _json;
    private readonly long _dataAt;
    private readonly long _dataBytes;
    private readonly Dictionary<string, TensorHeader> _tensors = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _metadata = [];

    private SafetensorsReader(string file, HeaderLimits limits, JsonTokens json, long dataAt, long dataBytes)
    {
        _file = file;
        _limits = limits;
        _json = json;
        _dataAt = dataAt;
        _dataBytes = dataBytes;
    }

    /// <summary>The tensors of one file, in the header's order; at the end those that were left out because they are tied to one of them.</summary>
    /// <exception cref="ModelHeaderException">The file is damaged or beyond the limits.</exception>
    public static IReadOnlyList<TensorHeader> Read(string file, HeaderLimits limits)
    {
        using var handle = ModelFile.Open(file);
        var length = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[LengthBytes + 1];
        if (RandomAccess.Read(handle, prefix, 0) < prefix.Length)
        {
            throw new ModelHeaderException(file, length, null, $"the file ends here; a safetensors file begins with {LengthBytes} bytes of length and a header.");
        }

        var header = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (header > (ulong)limits.HeaderBytes)
        {
            throw new ModelHeaderException(file, 0, null, $"the header is said to be {header} bytes long; {nameof(HeaderLimits.HeaderBytes)} allows {limits.HeaderBytes}. Either this is no safetensors file or it is damaged.");
        }

        var dataAt = LengthBytes + (long)header;
        if (dataAt > length)
        {
            throw new ModelHeaderException(file, length, null, $"the file ends here, within its header of {header} bytes: it is cut.");
        }

        if (prefix[LengthBytes] != '{')
        {
            throw new ModelHeaderException(file, LengthBytes, null, "the header begins with another byte than '{': this is no safetensors file.");
        }

        var json = new JsonTokens(handle, file, LengthBytes, dataAt, limits);
        return new SafetensorsReader(file, limits, json, dataAt, length - dataAt).Read();
    }

    private List<TensorHeader> Read()
    {
        _json.Read(JsonTokenType.StartObject, "an object");
        var hasMetadata = false;
        while (_json.TryRead() && _json.Type == JsonTokenType.PropertyName)
        {
            var name = _json.Text!;
            if (name != Metadata)
            {
                ReadTensor(name);
            }
            else if (hasMetadata)
            {
                throw _json.Refuse($"{Metadata} is there twice.", name);
            }
            else
            {
                hasMetadata = true;
                ReadMetadata();
            }
        }

        if (_json.Type != JsonTokenType.EndObject || _json.TryRead())
        {
            throw _json.Refuse("the header is no single object.");
        }

        CheckLayout();
        List<TensorHeader> tensors = [.. _tensors.Values];
        foreach (var (name, kept) in _metadata)
        {
            // What the format's own save_model notes of a tied tensor that it leaves out: its name, and the one that is kept.
            if (name != "format" && !_tensors.ContainsKey(name) && _tensors.TryGetValue(kept, out var tensor))
            {
                tensors.Add(tensor with { Name = name });
            }
        }

        return tensors;
    }

    private void CheckLayout()
    {
        var end = TensorLayout.Check(_tensors.Values, _dataAt, gap: 0);
        if (end != _dataAt + _dataBytes)
        {
            throw new ModelHeaderException(_file, end, null, $"the {_dataAt + _dataBytes - end} bytes from here to the end of the file belong to no tensor.");
        }
    }

    private void ReadMetadata()
    {
        _json.Read(JsonTokenType.StartObject, $"the object of {Metadata}");
        HashSet<string> names = new(StringComparer.Ordinal);
        while (_json.TryRead() && _json.Type == JsonTokenType.PropertyName)
        {
            var name = _json.Text!;
            if (!names.Add(name))
            {
                throw _json.Refuse($"{Metadata} has this entry twice.", name);
            }

            if (names.Count > _limits.MetadataEntries)
            {
                throw _json.Refuse($"{Metadata} has more than the {_limits.MetadataEntries} entries of {nameof(HeaderLimits.MetadataEntries)}.", name);
            }

            _json.Read(JsonTokenType.String, $"a text for this entry of {Metadata}");
            if (_json.Text is { } value)
            {
                _metadata.Add(new(name, value));
            }
        }

        if (_json.Type != JsonTokenType.EndObject)
        {
            throw _json.Refuse($"the object of {Metadata} does not end.");
        }
    }

    private void ReadTensor(string name)
    {
        if (name.Length == 0 || _tensors.ContainsKey(name))
        {
            throw _json.Refuse(name.Length == 0 ? "a tensor has no name." : "there is a second tensor of this name.", name);
        }

        if (_tensors.Count == _limits.Tensors)
        {
            throw _json.Refuse($"the header has more than the {_limits.Tensors} tensors of {nameof(HeaderLimits.Tensors)}.", name);
        }

        var at = _json.Offset;
        string? type = null;
        long[]? shape = null;
        long[]? place = null;
        _json.Read(JsonTokenType.StartObject, "the object of this tensor");
        while (_json.TryRead() && _json.Type == JsonTokenType.PropertyName)
        {
            switch (_json.Text)
            {
                case "dtype" when type is null:
                    _json.Read(JsonTokenType.String, "the name of an element type");
                    type = _json.Text ?? "";
                    break;
                case "shape" when shape is null:
                    shape = Numbers(name, _limits.Dimensions, "dimensions");
                    break;
                case "data_offsets" when place is null:
                    place = Numbers(name, 2, "offsets");
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw _json.Refuse($"this tensor has two entries '{_json.Text}'.", name);
                default:
                    _json.Skip();
                    break;
            }
        }

        if (_json.Type != JsonTokenType.EndObject)
        {
            throw _json.Refuse("the object of this tensor does not end.", name);
        }

        _tensors.Add(name, Tensor(at, name, type, shape, place));
    }

    private long[] Numbers(string name, int most, string what)
    {
        _json.Read(JsonTokenType.StartArray, $"an array of {what}");
        List<long> numbers = [];
        while (_json.TryRead() && _json.Type == JsonTokenType.Number)
        {
            if (numbers.Count == most)
            {
                throw _json.Refuse($"this tensor has more than {most} {what}.", name);
            }

            numbers.Add(_json.Number is { } number and >= 0 ? number : throw _json.Refuse($"among the {what} of this tensor is a number that is negative, no whole number or beyond 63 bits.", name));
        }

        return _json.Type == JsonTokenType.EndArray ? [.. numbers] : throw _json.Refuse($"among the {what} of this tensor is something else than a number.", name);
    }

    private TensorHeader Tensor(long at, string name, string? type, long[]? shape, long[]? place)
    {
        if (type is null || shape is null || place is not { Length: 2 })
        {
            throw Refuse("this tensor has not all of 'dtype', 'shape' and the two 'data_offsets'.");
        }

        if (SafetensorsTypes.Block(type) is not { } block)
        {
            throw Refuse($"this tensor has the unknown element type '{ModelHeaderException.Shown(type)}'; known are {string.Join(", ", SafetensorsTypes.Names)}.");
        }

        if (TensorSize.Elements(shape) is not { } elements || TensorSize.Bytes(elements, block.Elements, block.Bytes) is not { } bytes)
        {
            throw Refuse($"the shape [{string.Join(", ", shape)}] of {type} comes to no size in whole bytes below 2^63.");
        }

        var (begin, end) = (place[0], place[1]);
        if (begin > end || end > _dataBytes)
        {
            throw Refuse($"its data is said to lie from {begin} to {end}, and the file holds {_dataBytes} bytes of data: {(begin > end ? "the offsets are the wrong way round" : "it is cut, or the offsets are wrong")}.");
        }

        return end - begin == bytes
            ? new TensorHeader(name, type, shape, bytes, _file, _dataAt + begin)
            : throw Refuse($"its offsets leave {end - begin} bytes for it, and the shape [{string.Join(", ", shape)}] of {type} takes {bytes}.");

        ModelHeaderException Refuse(string problem) => new(_file, at, name, problem);
    }
}
