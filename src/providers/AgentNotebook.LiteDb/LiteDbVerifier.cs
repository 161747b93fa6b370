using System.Text;
using AgentNotebook.LiteDb.Documents;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>Looks at everything a store holds and writes down what is wrong, without stopping at the first problem.</summary>
internal sealed class LiteDbVerifier(LiteDbFile file)
{
    /// <summary>Numbers tried one after the other where pages cannot be read, before the rest of a session is given up.</summary>
    private const int NumbersTried = 1000;

    /// <summary>Numbers of one stretch, before a whole page of entries is tried again.</summary>
    private const int NumbersAtOnce = 256;

    private readonly VerificationFindings _findings = new();

    public VerificationReport Verify(string? session)
    {
        var rows = session is null ? All() : [file.Read($"verify session '{session}'", engine => SessionRow.Find(engine, session, file.Path))];
        foreach (var row in rows)
        {
            _findings.BeginSession();
            VerifySession(row);
        }

        return _findings.ToReport();
    }

    private List<SessionRow> All()
    {
        var rows = new List<SessionRow>();
        Try($"The pages of {file.Path} cannot all be looked at", () => file.LookAtPages(fault => Report($"The file {file.Path} is damaged: {fault}.")));
        Try($"The sessions of {file.Path} cannot be listed", () =>
            rows = file.Read("list the sessions", engine => SessionRow.All(engine, problem => Report($"The sessions of {file.Path} are not all there: {problem.Message}."))));
        var known = rows.Select(row => row.Id).ToHashSet();
        Try($"The entries of {file.Path} cannot be counted", () =>
        {
            foreach (var orphan in file.Read("count the entries", engine => EntryReader.Sessions(engine).Where(id => !known.Contains(id)).Take(VerificationFindings.ProblemsListed).ToList()))
                Report($"Session number {orphan} has entries but no row: its name is lost.");
        });
        return rows;
    }

    private void VerifySession(SessionRow session)
    {
        var check = new JournalCheck(session.Name, Report);
        var chain = new ChecksumLink(EntryChecksum.First(session.Name, session.Created));
        var kinds = new Dictionary<string, long>();
        var problemsBefore = _findings.Problems;
        long last = 0, unreadableFrom = 0, bytes = 0;
        foreach (var (sequence, found) in Walk(session))
        {
            if (found is null)
            {
                unreadableFrom = unreadableFrom == 0 ? last + 1 : unreadableFrom;
                last = sequence;
                continue;
            }

            if (unreadableFrom > 0)
                Report($"Session '{session.Name}', {JournalCheck.Range(unreadableFrom, sequence - 1)}: cannot be read, the pages are damaged.");
            else if (sequence != last + 1)
                Report($"Session '{session.Name}', {JournalCheck.Range(last + 1, sequence - 1)}: missing.");
            if (unreadableFrom > 0 || sequence != last + 1)
                chain = ChecksumLink.Unknown;
            unreadableFrom = 0;
            _findings.CountEntry();
            chain = check.Entry(found.Entry, found.Checksum, chain);
            last = sequence;
            bytes += Encoding.UTF8.GetByteCount(found.Entry.Payload);
            kinds[found.Entry.Kind] = sequence;
        }

        if (unreadableFrom > 0)
            Report($"Session '{session.Name}', {JournalCheck.Range(unreadableFrom, last)}: cannot be read, the pages are damaged.");
        else
            check.End(last, chain, session.LastSequence, session.LastChecksum);
        // What the row says of a session that is damaged anyway would only be the same problem once more.
        if (_findings.Problems == problemsBefore && (bytes != session.Bytes || session.Kinds.Any(kind => kinds.GetValueOrDefault(kind.Key) != kind.Value)))
            Report($"Session '{session.Name}', entry {last}: the session's row has another size or other kinds of entries.");
    }

    /// <summary>A session's entries by number; null for one that cannot be read.</summary>
    private IEnumerable<(long Sequence, StoredEntry? Found)> Walk(SessionRow session)
    {
        long last = 0;
        var unreadable = 0;
        while (true)
        {
            if (TryRead(session, reader => reader.Page(last), out var page))
            {
                if (page.Count == 0)
                    yield break;
                foreach (var found in page)
                    yield return (found.Entry.Sequence, found);
                last = page[^1].Entry.Sequence;
                continue;
            }

            // Something of it is damaged: the numbers of this stretch one by one.
            for (var end = last + NumbersAtOnce; last < end;)
            {
                if (++last > session.LastSequence)
                    yield break;
                if (TryRead(session, reader => reader.One(last), out var one))
                {
                    if (one is not null)
                        yield return (last, one);
                    continue;
                }

                yield return (last, null);
                if (++unreadable < NumbersTried)
                    continue;
                yield return (session.LastSequence, null);
                yield break;
            }
        }
    }

    private bool TryRead<T>(SessionRow session, Func<EntryReader, T> read, out T result)
    {
        try
        {
            result = file.Read("verify", engine => read(new EntryReader(engine, session.Id)));
            return true;
        }
        catch (SessionStoreException e) when (e.Fault == SessionStoreFault.Damaged)
        {
            result = default!;
            return false;
        }
    }

    private void Try(string what, Action act)
    {
        try
        {
            act();
        }
        catch (SessionStoreException e) when (e.Fault == SessionStoreFault.Damaged)
        {
            Report($"{what}: {e.InnerException?.Message.TrimEnd('.') ?? e.Message}.");
        }
    }

    private void Report(string problem) => _findings.Report(problem);
}
