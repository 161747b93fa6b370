namespace AgentNotebook.Sessions;

/// <summary>The writer's place of one session. Disposing gives it back and throws nothing.</summary>
public interface ISessionJournal : IDisposable
{
    /// <summary>The session's name.</summary>
    string Session { get; }

    /// <summary>Number of the last entry; 0 for an empty session.</summary>
    long LastSequence { get; }

    /// <summary>Appends all of <paramref name="entries"/> or none, and returns when they are on the disk.</summary>
    /// <param name="entries">What to append.</param>
    /// <param name="time">The time they bear, to the microsecond, except for those that have one of their own; <see langword="null"/> for now. Given when something that happened before is written again.</param>
    /// <exception cref="SessionStoreException">
    /// They are not: nothing was acknowledged and nothing of them will be read later. One exception no store can help: when the disk failed
    /// and the process dies before it has written again, all of them may be found, whole and in their place.
    /// </exception>
    FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null);
}
