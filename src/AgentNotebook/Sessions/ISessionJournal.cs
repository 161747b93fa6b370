namespace AgentNotebook.Sessions;

/// <summary>The writer's place of one session. Disposing gives it back and throws nothing.</summary>
public interface ISessionJournal : IDisposable
{
    /// <summary>The session's name.</summary>
    string Session { get; }

    /// <summary>Number of the last entry; 0 for an empty session.</summary>
    long LastSequence { get; }

    /// <summary>Appends all of <paramref name="entries"/> or none, and returns when they are on the disk.</summary>
    /// <exception cref="SessionStoreException">They are not: nothing was acknowledged and nothing of them will be read later.</exception>
    FlushReceipt Append(IReadOnlyList<JournalDraft> entries);
}
