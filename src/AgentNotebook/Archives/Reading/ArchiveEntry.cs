namespace AgentNotebook.Archives.Reading;

/// <summary>An entry as it stands in the archive: nothing of it is believed yet.</summary>
internal sealed class ArchiveEntry
{
    /// <summary>Its name, with whatever separators, dots and characters it has. A folder's may end in <c>/</c>.</summary>
    internal required string Name { get; init; }

    internal required EntryKind Kind { get; init; }

    /// <summary>Where its header begins; -1 when it has no place of its own.</summary>
    internal required long Offset { get; init; }

    /// <summary>Size of the file as the archive says, holes included.</summary>
    internal long DeclaredBytes { get; init; }

    /// <summary>Permission bits as they stand in the archive.</summary>
    internal int Mode { get; init; }

    internal DateTimeOffset? Modified { get; init; }

    /// <summary>A link's target.</summary>
    internal string? LinkTarget { get; init; }

    /// <summary>The parts of a sparse file that hold data, in order; <see langword="null"/> for an ordinary file.</summary>
    internal IReadOnlyList<SparsePart>? Sparse { get; init; }
}
