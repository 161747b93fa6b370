namespace AgentNotebook.Sessions;

/// <summary>One line of a session's list of values.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Bytes">Its size as JSON, in bytes, as it was last looked at; of a persistent collection, what it takes in the journal since it was last written whole. 0 when <paramref name="Problem"/> says why it has none.</param>
/// <param name="IsDirty">Whether it differs from what was last flushed.</param>
/// <param name="DirtySince">When it was assigned, or when a change inside it was first seen; null when it is clean.</param>
/// <param name="Problem">Why it cannot be flushed as it is now; null when it can.</param>
public sealed record SessionValue(string Name, long Bytes, bool IsDirty, DateTimeOffset? DirtySince, string? Problem = null)
{
    /// <summary>Whether it was removed, and the next flush records that.</summary>
    public bool IsRemoved { get; init; }
}
