using System.Buffers;
using System.Text;

namespace AgentNotebook.Sessions.Transfer;

/// <summary>Writes sessions of any store as JSON lines, for <see cref="SessionImport"/> and for whoever reads JSON lines.</summary>
public static class SessionExport
{
    /// <summary>Writes sessions as they are now; what is appended meanwhile is left out.</summary>
    /// <param name="store">The store.</param>
    /// <param name="session">The session's name; <see langword="null"/> for all.</param>
    /// <param name="to">Where to, as UTF-8.</param>
    /// <exception cref="SessionStoreException">There is no such session, or an entry is damaged; what was written before it stays written.</exception>
    /// <exception cref="IOException"><paramref name="to"/> cannot be written.</exception>
    public static IReadOnlyList<TransferredSession> Write(ISessionStore store, string? session, Stream to)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(to);
        var all = store.List();
        var wanted = session is null ? all.OrderBy(one => one.Name, StringComparer.Ordinal).ToList() : [.. all.Where(one => one.Name == session)];
        if (session is not null && wanted.Count == 0)
            throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{session}' in {store.Location}. {(all.Count == 0 ? "The store holds none." : $"It holds {string.Join(", ", all.Take(10).Select(one => $"'{one.Name}'"))}{(all.Count > 10 ? ", …" : "")}.")}");
        return wanted.ConvertAll(one => Write(store, one, to));
    }

    private static TransferredSession Write(ISessionStore store, SessionSummary session, Stream to)
    {
        var header = new TransferHeader(session.Name, session.Created, session.Entries);
        var line = new ArrayBufferWriter<byte>();
        TransferFormat.Write(line, header);
        Flush();
        var (checksum, entries, bytes) = (header.First, 0L, 0L);
        foreach (var entry in store.Read(session.Name))
        {
            if (entries == header.Entries)
                break;
            checksum = EntryChecksum.Of(checksum, entry);
            TransferFormat.Write(line, entry, checksum);
            Flush();
            entries++;
            bytes += Encoding.UTF8.GetByteCount(entry.Payload);
        }

        return new TransferredSession(session.Name, entries, bytes);

        void Flush()
        {
            line.Write("\n"u8);
            to.Write(line.WrittenSpan);
            line.ResetWrittenCount();
        }
    }
}
