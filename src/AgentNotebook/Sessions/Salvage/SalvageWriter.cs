using AgentNotebook.Files;
using AgentNotebook.Sessions.Sqlite;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>Writes sessions into a new SQLite store, all of them or no store at all.</summary>
/// <remarks>Entries keep their times and get the numbers of their places: a store takes no gaps. A session that lost something ends with an entry that says what.</remarks>
/// <param name="source">The damaged store's name, for that entry.</param>
/// <param name="time">The clock that stamps it.</param>
internal sealed class SalvageWriter(string source, TimeProvider time)
{
    private const int BatchEntries = 256;
    private const int BatchCharacters = 4 << 20;

    /// <param name="to">Where no file is yet.</param>
    /// <param name="sessions">What to write.</param>
    /// <param name="check">Called when all is written and before it gets its name; may throw.</param>
    public void Write(string to, IEnumerable<SessionToWrite> sessions, Action check)
    {
        RefuseTaken(to);
        var temporary = $"{to}.{Guid.NewGuid():N}.tmp";
        try
        {
            Fill(temporary, sessions);
            check();
            RefuseTaken(to);
            File.Move(temporary, to);
            FolderSync.Flush(Path.GetDirectoryName(to)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SessionStoreException(SessionStoreFault.DiskFailure, $"{to} cannot be written: {e.Message} Choose another place.", e);
        }
        finally
        {
            foreach (var left in (ReadOnlySpan<string>)[temporary, temporary + "-wal", temporary + "-shm", temporary + "-journal"])
            {
                if (File.Exists(left))
                    File.Delete(left);
            }
        }
    }

    /// <summary>A log beside the new file would be taken for its own, so that must not be there either.</summary>
    public static void RefuseTaken(string to)
    {
        foreach (var taken in (ReadOnlySpan<string>)[to, to + "-wal", to + "-journal"])
        {
            if (Path.Exists(taken))
                throw new SessionStoreException(SessionStoreFault.Invalid, $"{taken}: there is a file already, and a salvage replaces none. Name a new file with --to.");
        }
    }

    private void Fill(string path, IEnumerable<SessionToWrite> sessions)
    {
        var clock = new BirthClock(time);
        using var store = SqliteSessionStore.Open(path, new SessionStoreOptions { Time = clock });
        foreach (var session in sessions)
        {
            clock.Born = session.Created;
            using var journal = store.Open(session.Name);
            clock.Born = null;
            Write(journal, session);
        }

        if (store.Verify() is { IsIntact: false } wrong)
            throw new SessionStoreException(SessionStoreFault.DiskFailure, $"What was written beside the new store does not read back: {wrong.Problems[0]} Check the disk, or name another file.");
    }

    private void Write(ISessionJournal journal, SessionToWrite session)
    {
        var (batch, characters, numbers) = (new List<JournalDraft>(), 0, new List<long>());
        foreach (var entry in session.Entries)
        {
            numbers.Add(entry.Sequence);
            batch.Add(new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload) { Time = entry.Time });
            characters += entry.Payload.Length;
            if (batch.Count < BatchEntries && characters < BatchCharacters)
                continue;
            journal.Append(batch, entry.Time);
            batch.Clear();
            characters = 0;
        }

        if (session.Outcome() is { IsComplete: false } outcome)
            batch.Add(SalvagedEntry.Draft(source, outcome, numbers) with { Time = time.GetUtcNow() });
        if (batch.Count > 0)
            journal.Append(batch, batch[^1].Time);
    }

    /// <summary>Lets a session be born when it was born first, so that one that lost nothing has the very checksums it had.</summary>
    private sealed class BirthClock(TimeProvider time) : TimeProvider
    {
        public DateTimeOffset? Born { get; set; }

        public override DateTimeOffset GetUtcNow() => Born ?? time.GetUtcNow();
    }
}
