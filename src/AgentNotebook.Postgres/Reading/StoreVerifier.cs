using System.Text;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Reading;

/// <summary>Looks at everything a store holds and writes down what is wrong, without stopping at the first problem.</summary>
/// <param name="connection">In a transaction that sees one state of the store: other machines go on writing meanwhile.</param>
/// <param name="names">What things are called.</param>
internal sealed class StoreVerifier(NpgsqlConnection connection, StoreNames names)
{
    private readonly VerificationFindings _findings = new();

    public VerificationReport Verify(IEnumerable<SessionRow> sessions, bool orphans)
    {
        if (orphans)
            LookForOrphans();
        foreach (var session in sessions)
        {
            _findings.BeginSession();
            Verify(session);
        }

        return _findings.ToReport();
    }

    private void LookForOrphans()
    {
        using var command = new NpgsqlCommand($"SELECT session, count(*) FROM {names.Entry} e WHERE NOT EXISTS (SELECT FROM {names.Session} s WHERE s.id = e.session) GROUP BY 1 ORDER BY 1 LIMIT {VerificationFindings.ProblemsListed}", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Report($"Session number {reader.GetInt32(0)} has {reader.GetInt64(1)} entries but no row: its name is lost.");
    }

    private void Verify(SessionRow session)
    {
        var reader = new EntryReader(names, session.Id);
        var check = new JournalCheck(session.Name, Report);
        var chain = new ChecksumLink(EntryChecksum.First(session.Name, session.Created));
        var problemsBefore = _findings.Problems;
        var (last, bytes, time) = (0L, 0L, session.Created);
        while (reader.Page(connection, last) is { Count: > 0 } page)
        {
            foreach (var found in page)
            {
                var sequence = found.Entry.Sequence;
                if (sequence != last + 1)
                {
                    Report($"Session '{session.Name}', {JournalCheck.Range(last + 1, sequence - 1)}: missing.");
                    chain = ChecksumLink.Unknown;
                }

                _findings.CountEntry();
                chain = check.Entry(found.Entry, found.Checksum, chain);
                last = sequence;
                bytes += Encoding.UTF8.GetByteCount(found.Entry.Payload);
                time = EntryTime.ToMicroseconds(found.Entry.Time);
            }
        }

        check.End(last, chain, session.LastSequence, session.LastChecksum);
        // What the row says of a session that is damaged anyway would only be the same problem once more.
        if (_findings.Problems == problemsBefore && (bytes, time) != (session.Bytes, session.LastWritten))
            Report($"Session '{session.Name}', entry {last}: the session's row has another size or time of the last writing.");
    }

    private void Report(string problem) => _findings.Report(problem);
}
