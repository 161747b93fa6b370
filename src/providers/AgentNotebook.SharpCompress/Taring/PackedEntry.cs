namespace AgentNotebook.SharpCompress.Taring;

/// <summary>An entry as it stands in an archive that is no tar.</summary>
internal sealed record PackedEntry
{
    public required string Name { get; init; }

    /// <summary>One of <see cref="EntryTypes"/>.</summary>
    public required char Type { get; init; }

    /// <summary>Permissions; 0 when the archive says none.</summary>
    public int Mode { get; init; }

    /// <summary>Bytes of <see cref="Content"/>.</summary>
    public long Size { get; init; }

    public DateTime? Modified { get; init; }

    /// <summary>Target of a link; <see langword="null"/> when its content is the target.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>The content, to be read before the next entry is asked for.</summary>
    public Stream Content { get; init; } = Stream.Null;

    /// <summary>CRC-32 of the content; <see langword="null"/> when there is none, or <see cref="Content"/> compares it.</summary>
    public uint? Crc { get; init; }
}
