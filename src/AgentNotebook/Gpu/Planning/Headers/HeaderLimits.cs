namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>How much of a model's headers is read and kept; what goes beyond is refused before it is read.</summary>
public sealed record HeaderLimits
{
    /// <summary>Length of one file's header.</summary>
    /// <value>Bytes; default 100,000,000, the bound of the safetensors format itself; 1 to 1,000,000,000.</value>
    public long HeaderBytes { get; init; } = 100_000_000;

    /// <summary>Tensors of the whole model.</summary>
    /// <value>Default 250,000; 1 to 10,000,000. The largest published mixtures of experts have some 90,000.</value>
    public int Tensors { get; init; } = 250_000;

    /// <summary>Length of a tensor's or a metadata entry's name.</summary>
    /// <value>Bytes as UTF-8; default 1,024; 1 to 65,535.</value>
    public int NameBytes { get; init; } = 1024;

    /// <summary>Dimensions of a tensor.</summary>
    /// <value>Default 16; 1 to 64, what PyTorch has at most.</value>
    public int Dimensions { get; init; } = 16;

    /// <summary>Metadata entries of one file.</summary>
    /// <value>Default 65,536; 0 to 1,000,000.</value>
    public int MetadataEntries { get; init; } = 65_536;

    /// <summary>Length of one text in a JSON header, which has to lie in memory as a whole.</summary>
    /// <value>Bytes; default 4 MiB; 1 KiB to 100 MB.</value>
    public int TextBytes { get; init; } = 4 << 20;

    /// <summary>How deep arrays of metadata may be nested in each other.</summary>
    /// <value>Default 4; 1 to 64.</value>
    public int ArrayDepth { get; init; } = 4;

    /// <summary>Files of one model.</summary>
    /// <value>Default 2,000; 1 to 100,000.</value>
    public int Files { get; init; } = 2000;

    /// <summary>Weights of the whole model.</summary>
    /// <value>Bytes; default 1 PiB; 1 to 1 PiB.</value>
    public long ModelBytes { get; init; } = 1L << 50;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        Within(HeaderBytes, 1, 1_000_000_000, nameof(HeaderBytes));
        Within(Tensors, 1, 10_000_000, nameof(Tensors));
        Within(NameBytes, 1, 65_535, nameof(NameBytes));
        Within(Dimensions, 1, 64, nameof(Dimensions));
        Within(MetadataEntries, 0, 1_000_000, nameof(MetadataEntries));
        Within(TextBytes, 1 << 10, 100_000_000, nameof(TextBytes));
        Within(ArrayDepth, 1, 64, nameof(ArrayDepth));
        Within(Files, 1, 100_000, nameof(Files));
        Within(ModelBytes, 1, 1L << 50, nameof(ModelBytes));
    }

    private static void Within(long value, long lowest, long highest, string name)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it goes from {lowest} to {highest}.");
        }
    }
}
