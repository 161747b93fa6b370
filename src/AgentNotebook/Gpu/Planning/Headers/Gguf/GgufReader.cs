namespace AgentNotebook.Gpu.Planning.Headers.Gguf;

/// <summary>Reads the headers of GGUF files, versions 2 and 3, little-endian.</summary>
internal static class GgufReader
{
    private const uint Magic = 0x46554747;

    /// <summary>What ggml itself has at most (GGML_MAX_DIMS).</summary>
    private const int MaxDimensions = 4;

    /// <summary>The fewest bytes of a tensor's entry: an empty name's length, no dimension, type and offset.</summary>
    private const int LeastTensorBytes = 24;

    /// <summary>The tensors of all files of one model, in the files' order.</summary>
    /// <exception cref="ModelHeaderException">A file is damaged or beyond the limits.</exception>
    public static IReadOnlyList<TensorHeader> Read(IReadOnlyList<string> files, HeaderLimits limits)
    {
        Dictionary<string, TensorHeader> tensors = new(StringComparer.Ordinal);
        foreach (var file in files)
        {
            ReadFile(file, limits, tensors);
        }

        return [.. tensors.Values];
    }

    private static void ReadFile(string file, HeaderLimits limits, Dictionary<string, TensorHeader> tensors)
    {
        using var handle = ModelFile.Open(file);
        var cursor = new GgufCursor(handle, file, limits);
        if (cursor.UInt32() != Magic)
        {
            throw new ModelHeaderException(file, 0, null, "it does not begin with 'GGUF': this is no GGUF file.");
        }

        var version = cursor.UInt32();
        if (version is not (2 or 3))
        {
            throw new ModelHeaderException(file, sizeof(uint), null, (version & 0xFFFF) == 0 && version != 0
                ? "it is written for big-endian machines, and only little-endian files are read."
                : $"it has version {version}; versions 2 and 3 are read.");
        }

        var count = Counted(cursor, file, "tensors", LeastTensorBytes, limits.Tensors - tensors.Count, nameof(HeaderLimits.Tensors));
        var entries = Counted(cursor, file, "metadata entries", GgufMetadata.LeastEntryBytes, limits.MetadataEntries, nameof(HeaderLimits.MetadataEntries));
        var metadata = new GgufMetadata(cursor, file, limits);
        metadata.Read(entries);
        ReadTensors(cursor, file, limits, count, metadata.Alignment, tensors);
    }

    private static long Counted(GgufCursor cursor, string file, string what, int leastBytes, int most, string limit)
    {
        var at = cursor.Position;
        var count = cursor.Count(what, leastBytes);
        return count <= most ? count : throw new ModelHeaderException(file, at, null, $"it has {count} {what}; {limit} leaves room for {most}.");
    }

    private static void ReadTensors(GgufCursor cursor, string file, HeaderLimits limits, long count, long alignment, Dictionary<string, TensorHeader> tensors)
    {
        List<(long At, TensorHeader Tensor)> read = [];
        for (var i = 0L; i < count; i++)
        {
            var at = cursor.Position;
            var tensor = ReadTensor(cursor, file, limits, alignment);
            if (!tensors.TryAdd(tensor.Name, tensor))
            {
                throw new ModelHeaderException(file, at, tensor.Name, "there is a second tensor of this name.");
            }

            read.Add((at, tensor));
        }

        // Offsets count from the end of the header, which is known only now.
        var dataAt = (cursor.Position + alignment - 1) / alignment * alignment;
        for (var i = 0; i < read.Count; i++)
        {
            var (at, tensor) = read[i];
            if (tensor.Offset > cursor.FileBytes - dataAt || tensor.Bytes > cursor.FileBytes - dataAt - tensor.Offset)
            {
                throw new ModelHeaderException(file, at, tensor.Name, $"its {tensor.Bytes} bytes are said to begin {tensor.Offset} bytes into the data, and the file ends at byte {cursor.FileBytes}, {Math.Max(0, cursor.FileBytes - dataAt)} bytes into it: it is cut.");
            }

            read[i] = (at, tensors[tensor.Name] = tensor with { Offset = dataAt + tensor.Offset });
        }

        TensorLayout.Check(read.Select(entry => entry.Tensor), dataAt, gap: long.MaxValue);
    }

    private static TensorHeader ReadTensor(GgufCursor cursor, string file, HeaderLimits limits, long alignment)
    {
        var at = cursor.Position;
        var name = cursor.Name("name of a tensor");
        if (name.Length == 0)
        {
            throw new ModelHeaderException(file, at, null, "a tensor has no name.");
        }

        var dimensions = cursor.UInt32();
        if (dimensions > Math.Min(MaxDimensions, limits.Dimensions))
        {
            throw Refuse($"this tensor has {dimensions} dimensions; at most {Math.Min(MaxDimensions, limits.Dimensions)} are read.");
        }

        var shape = new long[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            shape[i] = cursor.UInt64() is <= long.MaxValue and var dimension ? (long)dimension : throw Refuse("a dimension of this tensor is negative or beyond 63 bits.");
        }

        var number = cursor.UInt32();
        if (GgmlTypes.Find(number) is not { } type)
        {
            throw Refuse($"this tensor has the unknown element type {number}.");
        }

        // A block never reaches from one row into the next.
        if ((shape.Length > 0 ? shape[0] : 1) % type.Elements != 0 || TensorSize.Elements(shape) is not { } elements || TensorSize.Bytes(elements, type.Elements, type.Bytes) is not { } bytes)
        {
            throw Refuse($"the shape [{string.Join(", ", shape)}] comes to no whole number of blocks of {type.Elements} ({type.Name}) below 2^63 bytes.");
        }

        var offset = cursor.UInt64();
        return offset <= long.MaxValue && (long)offset % alignment == 0
            ? new TensorHeader(name, type.Name, shape, bytes, file, (long)offset)
            : throw Refuse($"its data is said to begin at {offset}, which is on no boundary of {alignment} bytes.");

        ModelHeaderException Refuse(string problem) => new(file, at, name, problem);
    }
}
