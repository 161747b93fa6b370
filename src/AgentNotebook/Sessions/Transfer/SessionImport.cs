namespace AgentNotebook.Sessions.Transfer;

/// <summary>Reads what <see cref="SessionExport"/> wrote into a store of any kind. The file may come from anywhere: every line is checked before anything is written.</summary>
public static class SessionImport
{
    /// <summary>Writes the sessions of a file into a store, each of them whole or not at all, and none in the place of another.</summary>
    /// <remarks>
    /// Entries keep numbers, times and texts; the time of the session's creation becomes that of the import. A session of that name that
    /// has no entries is filled: it may be what an import left that was killed.
    /// </remarks>
    /// <param name="store">The store.</param>
    /// <param name="from">The lines, as UTF-8.</param>
    /// <param name="source">What to call them in messages, such as the file's name.</param>
    /// <param name="name">The session's name in the store, for lines of one session; <see langword="null"/> for the names they have.</param>
    /// <param name="imported">Called with each session that is in the store from now on, also when a later one is refused.</param>
    /// <param name="options"><see langword="null"/> for the defaults.</param>
    /// <exception cref="SessionStoreException">A line is wrong (<see cref="SessionStoreFault.Damaged"/>), which the message names by its number; there is a session of that name already; or the store cannot be written.</exception>
    public static void Read(ISessionStore store, Stream from, string source, string? name = null, Action<TransferredSession>? imported = null, TransferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        Read(() => store, from, source, name, imported, options);
    }

    /// <summary>The same, for a store that is opened when the first session is to be written: one that would be made by it is not made for a wrong file.</summary>
    internal static void Read(Func<ISessionStore> open, Stream from, string source, string? name, Action<TransferredSession>? imported, TransferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        options = Check(options ?? new TransferOptions());
        var lines = new BoundedLines(from, options.MaxLineBytes);
        var reader = new SessionLines(lines, source, options);
        if (name is not null)
            JournalRules.CheckName(name, "a session");
        var session = reader.Next() ?? throw new SessionStoreException(SessionStoreFault.Damaged, $"{source} holds no session: it is empty.");
        for (; ; )
        {
            var drafts = reader.Entries(session);
            var next = reader.Next();
            if (next is not null && name is not null)
                throw reader.Wrong($"begins a second session, '{next.Session}', and there is one new name for both: leave the new name out, or import a file with one session");
            var bytes = Write(open(), name ?? session.Session, drafts);
            imported?.Invoke(new TransferredSession(name ?? session.Session, drafts.Count, bytes));
            if (next is null)
                return;
            session = next;
        }
    }

    private static long Write(ISessionStore store, string name, List<JournalDraft> drafts)
    {
        RefuseTaken(store, name);
        var isWritten = false;
        try
        {
            using var journal = store.Open(name);
            if (journal.LastSequence > 0)
                throw Taken(store, name, journal.LastSequence);
            // One append, because that is all or nothing.
            var bytes = drafts.Count == 0 ? 0 : journal.Append(drafts, drafts[^1].Time).Bytes;
            isWritten = true;
            return bytes;
        }
        finally
        {
            if (!isWritten)
                TakeBack(store, name);
        }
    }

    // Opening made the session; without its entries it is none that anybody wanted.
    private static void TakeBack(ISessionStore store, string name)
    {
        try
        {
            if (store.List().Any(one => one.Name == name && one.Entries == 0))
                store.Delete(name);
        }
        catch (SessionStoreException)
        {
            // What kept the entries out is what the caller is told.
        }
    }

    private static void RefuseTaken(ISessionStore store, string name)
    {
        if (store.List().FirstOrDefault(one => one.Name == name) is { Entries: > 0 } there)
            throw Taken(store, name, there.Entries);
    }

    private static SessionStoreException Taken(ISessionStore store, string name, long entries) => new(
        SessionStoreFault.Invalid,
        $"There is a session '{name}' in {store.Location} already, with {entries} {(entries == 1 ? "entry" : "entries")}, and an import replaces none. Give the new one another name (--as), or delete the old one (agentnb sessions delete).");

    private static TransferOptions Check(TransferOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLineBytes, 1 << 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxLineBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSessionBytes, 1 << 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxEntries, 1);
        return options;
    }
}
