using AgentNotebook.Execution;

namespace AgentNotebook.Archives;

/// <summary>What became of an archive.</summary>
sealed partial record ExtractionReport
{
    /// <summary>What the archive is: <c>tar</c>, <c>tar.gz</c>, <c>tar.bz2</c>, <c>zip</c>, or what the decoder of a provider calls it; empty when it is none of them.</summary>
    public required string Format { get; init; }

    /// <summary>What is in the destination now, in the archive's order; when the archive was only listed or refused, what was read and broke no rule.</summary>
    public IReadOnlyList<ExtractedEntry> Entries { get; init; } = [];

    /// <summary>Why the archive was refused; empty when it was not. More than one only with <see cref="ExtractionRequest.KeepGoing"/>, and then at most 1,000.</summary>
    public IReadOnlyList<ArchiveRefusal> Refusals { get; init; } = [];

    /// <summary>Bytes of all files together, holes included.</summary>
    public long Bytes { get; init; }

    /// <summary>Wall-clock time, the start of the sandboxed process included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The sandbox in which the archive was read.</summary>
    public SandboxLevel Level { get; init; }

    /// <summary>The most memory the sandboxed process had, in bytes; 0 when it could not be read.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Whether anything was written: not when it was listed, refused, or read with <see cref="ExtractionRequest.KeepGoing"/>.</summary>
    public bool Written { get; init; }

    /// <summary>Whether no rule was broken.</summary>
    public bool Succeeded => Refusals.Count == 0;
}
