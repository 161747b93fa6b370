namespace AgentNotebook.Sessions;

/// <summary>What is kept: many named sessions, each an append-only journal with one writer at a time.</summary>
/// <remarks>Every member throws <see cref="SessionStoreException"/> for a store that is locked, read-only, damaged, of a newer version or not a store.</remarks>
public interface ISessionStore : IDisposable
{
    /// <summary>Where the store is, as the user would name it.</summary>
    string Location { get; }

    /// <summary>The sessions in the store, last written first.</summary>
    IReadOnlyList<SessionSummary> List();

    /// <summary>Takes the one writer's place of a session, creating the session when there is none of that name.</summary>
    /// <param name="session">1 to 200 characters; no control characters.</param>
    /// <exception cref="SessionStoreException">A living process writes this session already (<see cref="SessionStoreFault.Busy"/>).</exception>
    ISessionJournal Open(string session);

    /// <summary>Reads a session's entries in order. Needs no writer's place.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="after">Only entries with a higher sequence number.</param>
    /// <exception cref="SessionStoreException">There is no such session, or an entry does not match its checksum.</exception>
    IEnumerable<JournalEntry> Read(string session, long after = 0);

    /// <summary>Checks every entry of every session, or of one: sequence without gaps, checksums, JSON.</summary>
    VerificationReport Verify(string? session = null);
}
