namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The name under which a ROUTER knows a peer; equal when the bytes are.</summary>
internal readonly struct PeerIdentity(ReadOnlyMemory<byte> bytes) : IEquatable<PeerIdentity>
{
    internal ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public bool Equals(PeerIdentity other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => obj is PeerIdentity other && Equals(other);

    public override int GetHashCode()
    {
        // Seeded for each process, as the names come from strangers.
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
