namespace AgentNotebook.Gpu.Planning.Headers.Gguf;

/// <summary>Reads the metadata of a GGUF file: of all of it only the alignment of tensors is needed, but its end has to be found.</summary>
internal sealed class GgufMetadata(GgufCursor cursor, string file, HeaderLimits limits)
{
    private const string AlignmentKey = "general.alignment";
    private const uint UnsignedInt = 4;
    private const uint Bool = 7;
    private const uint Text = 8;
    private const uint Array = 9;
    private const uint HighestAlignment = 1 << 20;

    /// <summary>The fewest bytes of an entry: an empty key's length, a type, one byte.</summary>
    public const int LeastEntryBytes = 13;

    /// <summary>The boundary that tensors lie on.</summary>
    /// <value>Bytes; 32 unless the file says otherwise.</value>
    public long Alignment { get; private set; } = 32;

    /// <summary>Goes over all entries.</summary>
    /// <exception cref="ModelHeaderException">One is damaged or beyond the limits.</exception>
    public void Read(long entries)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (var entry = 0L; entry < entries; entry++)
        {
            var at = cursor.Position;
            var key = cursor.Name("key of a metadata entry");
            if (!keys.Add(key))
            {
                throw new ModelHeaderException(file, at, key, "there is a second metadata entry of this name.");
            }

            var type = cursor.UInt32();
            if (key == AlignmentKey)
            {
                ReadAlignment(at, type);
            }
            else
            {
                SkipValue(key, type, depth: 0);
            }
        }
    }

    private void ReadAlignment(long at, uint type)
    {
        var alignment = type == UnsignedInt ? cursor.UInt32() : throw new ModelHeaderException(file, at, AlignmentKey, $"it has the type {type}, and an alignment is an unsigned number of 32 bits ({UnsignedInt}).");
        Alignment = alignment is > 0 and <= HighestAlignment && (alignment & (alignment - 1)) == 0
            ? alignment
            : throw new ModelHeaderException(file, at, AlignmentKey, $"{alignment} is no alignment: it has to be a power of two up to {HighestAlignment}.");
    }

    private void SkipValue(string key, uint type, int depth)
    {
        if (type == Text)
        {
            cursor.Skip(cursor.Count("bytes of a text", 1));
        }
        else if (type == Array)
        {
            SkipArray(key, depth + 1);
        }
        else if (type == Bool)
        {
            var at = cursor.Position;
            if (cursor.Byte() > 1)
            {
                throw new ModelHeaderException(file, at, key, "a truth value is neither 0 nor 1.");
            }
        }
        else
        {
            cursor.Skip(Bytes(key, type));
        }
    }

    private void SkipArray(string key, int depth)
    {
        if (depth > limits.ArrayDepth)
        {
            throw new ModelHeaderException(file, cursor.Position, key, $"arrays are nested deeper than the {limits.ArrayDepth} of {nameof(HeaderLimits.ArrayDepth)}.");
        }

        var type = cursor.UInt32();
        if (type is not (Text or Array))
        {
            var bytes = type == Bool ? 1 : Bytes(key, type);
            cursor.Skip(cursor.Count("elements of an array", bytes) * bytes);
            return;
        }

        // Each element takes at least its own length (and, of an array, its type) in the file, so that the count is bounded by the header.
        var count = cursor.Count("elements of an array", type == Text ? sizeof(ulong) : sizeof(uint) + sizeof(ulong));
        for (var element = 0L; element < count; element++)
        {
            SkipValue(key, type, depth);
        }
    }

    private int Bytes(string key, uint type) => type switch
    {
        0 or 1 => 1,
        2 or 3 => 2,
        UnsignedInt or 5 or 6 => 4,
        10 or 11 or 12 => 8,
        _ => throw new ModelHeaderException(file, cursor.Position - sizeof(uint), key, $"this metadata has the unknown type {type}."),
    };
}
