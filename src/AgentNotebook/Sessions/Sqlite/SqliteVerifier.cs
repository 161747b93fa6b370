using System.Text;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Looks at everything a store holds and writes down what is wrong, without stopping at the first problem.</summary>
internal sealed class SqliteVerifier(SqliteFile file)
{
    /// <summary>Numbers tried one after the other where pages cannot be read, before the rest of a session is given up.</summary>
    private const int NumbersTried = 10_000;

    private readonly VerificationFindings _findings = new();

    public VerificationReport Verify(IReadOnlyList<SqliteSessionRow> sessions, bool pages)
    {
        if (pages)
            VerifyPages();
        foreach (var session in sessions)
        {
            _findings.BeginSession();
            VerifySession(session);
        }

        return _findings.ToReport();
    }

    public void Report(string problem) => _findings.Report(problem);

    private void VerifyPages()
    {
        try
        {
            using var check = file.Command("PRAGMA integrity_check(100)");
            using var reader = check.ExecuteReader();
            var contradictions = new List<string>();
            while (reader.Read())
                contradictions.AddRange(reader.GetString(0).Split('\n').Where(line => line != "ok" && !line.StartsWith("***", StringComparison.Ordinal)));
            reader.Close();
            // One wrong page makes SQLite say the same of each row on it.
            foreach (var same in contradictions.CountBy(line => line))
                Report($"The file {file.Path} contradicts itself: {same.Key}{(same.Value == 1 ? "" : $" ({same.Value} times)")}.");
            using var orphans = file.Command($"SELECT id >> {SqliteEntryKey.SequenceBits}, count(*) FROM entry WHERE id >> {SqliteEntryKey.SequenceBits} NOT IN (SELECT id FROM session) GROUP BY 1");
            using var rows = orphans.ExecuteReader();
            while (rows.Read())
                Report($"Session number {rows.GetInt64(0)} has {rows.GetInt64(1)} entries but no row: its name is lost.");
        }
        catch (SqliteException e)
        {
            Report($"The pages of {file.Path} cannot all be read: {SqliteFaults.Reason(e)}.");
        }
    }

    private void VerifySession(SqliteSessionRow session)
    {
        using var reader = new SqliteEntryReader(file, session.Id);
        var following = new SqliteEntryQueue(reader);
        var check = new JournalCheck(session.Name, Report);
        var chain = new ChecksumLink(EntryChecksum.First(session.Name, session.Created));
        long last = 0, unreadableFrom = 0, bytes = 0;
        var time = session.Created;
        var problemsBefore = _findings.Problems;
        while (true)
        {
            ChainedEntry? next;
            try
            {
                next = following.After(last);
            }
            catch (Exception e) when (e is SqliteException or InvalidCastException or InvalidOperationException or OverflowException)
            {
                unreadableFrom = unreadableFrom == 0 ? last + 1 : unreadableFrom;
                last++;
                chain = ChecksumLink.Unknown;
                if (last < session.LastSequence && last - unreadableFrom < NumbersTried)
                    continue;
                Report($"Session '{session.Name}', entry {unreadableFrom} and those after it: they cannot be read ({(e is SqliteException s ? SqliteFaults.Reason(s) : e.Message)}).");
                return;
            }

            if (next is not { } found)
                break;
            var sequence = found.Entry.Sequence;
            if (unreadableFrom > 0)
                Report($"Session '{session.Name}', {JournalCheck.Range(unreadableFrom, sequence - 1)}: cannot be read, the pages are damaged.");
            else if (sequence != last + 1)
                Report($"Session '{session.Name}', {JournalCheck.Range(last + 1, sequence - 1)}: missing.");
            if (sequence != last + 1)
                chain = ChecksumLink.Unknown;
            unreadableFrom = 0;
            _findings.CountEntry();
            chain = check.Entry(found.Entry, found.Checksum, chain);
            last = sequence;
            bytes += Encoding.UTF8.GetByteCount(found.Entry.Payload);
            time = EntryTime.ToMicroseconds(found.Entry.Time);
        }

        check.End(last, chain, session.LastSequence, session.LastChecksum);
        // What the row says of a session that is damaged anyway would only be the same problem once more.
        if (_findings.Problems == problemsBefore && (bytes, time) != (session.Bytes, session.LastWritten))
            Report($"Session '{session.Name}', entry {last}: the session's row has another size or time of the last writing.");
    }
}
