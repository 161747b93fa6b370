namespace AgentNotebook.Sessions.Salvage;

/// <summary>Reads past damage in a store of any kind, through the port alone: whatever the store gives is checked, and what it does not give is a gap.</summary>
internal static class ReadableEntries
{
    /// <summary>Numbers tried one after the other behind a damaged entry, before the rest of a session is given up.</summary>
    private const int NumbersTried = 10_000;

    /// <param name="store">The damaged store.</param>
    /// <param name="session">A session that it lists.</param>
    /// <param name="lost">Gets what was not given.</param>
    public static IEnumerable<JournalEntry> Of(ISessionStore store, SessionSummary session, List<LostEntries> lost)
    {
        long last = 0, after = 0;
        var reason = "";
        while (last < session.Entries && after - last <= NumbersTried)
        {
            using var entries = store.Read(session.Name, after).GetEnumerator();
            while (Next(entries, ref reason) is { } entry && entry.Sequence > last)
            {
                if (entry.Sequence > last + 1)
                    lost.Add(new LostEntries(last + 1, entry.Sequence - 1, reason));
                after = last = entry.Sequence;
                yield return entry;
            }

            after++;
        }

        if (last < session.Entries)
            lost.Add(new LostEntries(last + 1, session.Entries, reason));
    }

    private static JournalEntry? Next(IEnumerator<JournalEntry> entries, ref string reason)
    {
        try
        {
            return entries.MoveNext() ? entries.Current : null;
        }
        catch (SessionStoreException e) when (e.Fault is SessionStoreFault.Damaged or SessionStoreFault.NotFound)
        {
            reason = e.Message;
            return null;
        }
    }
}
