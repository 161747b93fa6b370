namespace AgentNotebook.Sessions;

/// <summary>What is kept: many named sessions, each an append-only journal with one writer at a time.</summary>
/// <remarks>Every member throws <see cref="SessionStoreException"/> for a store that is locked, read-only, damaged, of a newer version or not a store.</remarks>
public interface ISessionStore : IDisposable
{
    /// <summary>Where the store is, as the user would name it.</summary>
    string Location { get; }

    /// <summary>What its user ought to know of how safe it is, in a sentence.</summary>
    /// <value>Default <see langword="null"/>: an append that has returned survives the loss of power.</value>
    string? Warning => null;

    /// <summary>The sessions in the store, last written first.</summary>
    IReadOnlyList<SessionSummary> List();

    /// <summary>A part of <see cref="List()"/>, for stores of many sessions. One that is written meanwhile moves to the beginning, so parts taken one after the other may overlap.</summary>
    /// <param name="skip">How many sessions to leave out at the beginning, at least 0.</param>
    /// <param name="count">How many to give at most, at least 0.</param>
    IReadOnlyList<SessionSummary> List(int skip, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. List().Skip(skip).Take(count)];
    }

    /// <summary>Takes the one writer's place of a session, creating the session when there is none of that name.</summary>
    /// <param name="session">1 to 200 characters; no control characters.</param>
    /// <exception cref="SessionStoreException">A living process writes this session already (<see cref="SessionStoreFault.Busy"/>).</exception>
    ISessionJournal Open(string session);

    /// <summary>Reads a session's entries in order. Needs no writer's place.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="after">Only entries with a higher sequence number.</param>
    /// <param name="filter">Which of them; <see langword="null"/> for all.</param>
    /// <remarks>
    /// Each entry given is checked against its own checksum and its predecessor's, and the session's end is there. What a filter
    /// leaves out is not looked at: <see cref="Verify"/> does that.
    /// </remarks>
    /// <exception cref="SessionStoreException">There is no such session, or an entry is missing or does not match its checksum.</exception>
    IEnumerable<JournalEntry> Read(string session, long after = 0, JournalFilter? filter = null);

    /// <summary>The last entry of a kind, checked as in <see cref="Read"/>; <see langword="null"/> when there is none.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="kind">The kind.</param>
    /// <exception cref="SessionStoreException">There is no such session, or the entry does not match its checksum.</exception>
    JournalEntry? Last(string session, string kind);

    /// <summary>Checks every entry of every session, or of one: sequence without gaps, checksums, JSON.</summary>
    VerificationReport Verify(string? session = null);

    /// <summary>Removes a session with all its entries, for good. Its space is used for what is written next, or given back by <see cref="Compact"/>.</summary>
    /// <param name="session">The session's name.</param>
    /// <exception cref="SessionStoreException">A living process writes it (<see cref="SessionStoreFault.Busy"/>), or there is none (<see cref="SessionStoreFault.NotFound"/>).</exception>
    void Delete(string session);

    /// <summary>Gives the space that nothing is kept in back to the disk. All sessions stay as they are.</summary>
    /// <exception cref="SessionStoreException">The store is in use (<see cref="SessionStoreFault.Busy"/>), or the disk has no room for the compacted copy.</exception>
    CompactionReport Compact();
}
