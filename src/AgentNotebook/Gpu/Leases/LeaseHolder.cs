namespace AgentNotebook.Gpu.Leases;

/// <summary>Something that a lease knows of and that may keep memory from coming back.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it was tracked as, the exception's message, or the allocator.</param>
/// <param name="Type">Its type's name; empty for an allocator.</param>
/// <param name="Bytes">How much it keeps, in bytes; <see langword="null"/> when nobody said.</param>
/// <param name="Reason">Why it is named, and what helps, in a sentence.</param>
public sealed record LeaseHolder(LeaseHolderKind Kind, string Name, string Type, long? Bytes, string Reason);
