using System.Text;

namespace AgentNotebook.Sessions.Transfer;

/// <summary>Reads headers and entries from lines and checks each: number, checksum, rules of every store.</summary>
internal sealed class SessionLines(BoundedLines lines, string source, TransferOptions options)
{
    /// <summary>The next session's header; null at the end.</summary>
    public TransferHeader? Next() => Guarded(() =>
    {
        if (lines.Next() is not { } line)
            return null;
        var header = TransferFormat.ReadHeader(line);
        JournalRules.CheckName(header.Session, "a session");
        return header.Entries <= options.MaxEntries
            ? header
            : throw new FormatException($"announces {header.Entries} entries, and {options.MaxEntries} are taken at most");
    });

    /// <summary>The entries that a header announces.</summary>
    public List<JournalDraft> Entries(TransferHeader header)
    {
        var drafts = new List<JournalDraft>();
        var (checksum, bytes) = (header.First, 0L);
        while (drafts.Count < header.Entries)
        {
            drafts.Add(Guarded(() =>
            {
                if (lines.Next() is not { } line)
                    throw new SessionStoreException(SessionStoreFault.Damaged, $"{source} ends after line {lines.Number}, with {drafts.Count} of the {header.Entries} entries of session '{header.Session}'. Nothing of it was imported; get the whole file.");
                var (entry, stored) = TransferFormat.ReadEntry(line);
                if (entry.Sequence != drafts.Count + 1)
                    throw new FormatException($"is entry {entry.Sequence} of session '{header.Session}' where entry {drafts.Count + 1} belongs");
                checksum = EntryChecksum.Of(checksum, entry);
                if (!checksum.AsSpan().SequenceEqual(stored))
                    throw new FormatException($"does not match its checksum: entry {entry.Sequence} of session '{header.Session}', one before it or the header was changed");
                bytes += Encoding.UTF8.GetByteCount(entry.Payload);
                if (bytes > options.MaxSessionBytes)
                    throw new FormatException($"leads over {options.MaxSessionBytes} bytes of payloads in one session, which are taken at most");
                var draft = new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload) { Time = entry.Time };
                JournalRules.Check(draft);
                return draft;
            }));
        }

        return drafts;
    }

    /// <summary>An error at the line that was read last.</summary>
    public SessionStoreException Wrong(string what, Exception? inner = null) =>
        new(SessionStoreFault.Damaged, $"Line {lines.Number} of {source} {what}. Nothing of its session was imported.", inner);

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw Wrong(e.Message.StartsWith("it", StringComparison.Ordinal) ? $"cannot be read: {e.Message}" : e.Message, e);
        }
        catch (SessionStoreException e) when (e.Fault == SessionStoreFault.Invalid)
        {
            throw Wrong($"cannot be taken: {e.Message.TrimEnd('.')}", e);
        }
    }
}
