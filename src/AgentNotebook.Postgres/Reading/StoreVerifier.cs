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
    /// <summary>More says nothing new and would fill the memory when a store is garbage.</summary>
    private const int ProblemsListed = 1000;

    private readonly List<string> _problems = [];
    private int _sessions;
    private long _entries;

    public VerificationReport Verify(IEnumerable<SessionRow> sessions, bool orphans)
    {
        if (orphans)
            LookForOrphans();
        foreach (var session in sessions)
        {
            _sessions++;
            Verify(session);
        }

        return new VerificationReport(_sessions, _entries, _problems);
    }

    private void LookForOrphans()
    {
        using var command = new NpgsqlCommand($"SELECT session, count(*) FROM {names.Entry} e WHERE NOT EXISTS (SELECT FROM {names.Session} s WHERE s.id = e.session) GROUP BY 1 ORDER BY 1 LIMIT {ProblemsListed}", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Report($"Session number {reader.GetInt32(0)} has {reader.GetInt64(1)} entries but no row: its name is lost.");
    }

    private void Verify(SessionRow session)
    {
        var reader = new EntryReader(names, session.Id);
        var check = new JournalCheck(session.Name, Report);
        var chain = new ChecksumLink(EntryChecksum.First(session.Name, session.Created));
        var problemsBefore = _problems.Count;
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

                _entries++;
                chain = check.Entry(found.Entry, found.Checksum, chain);
                last = sequence;
                bytes += Encoding.UTF8.GetByteCount(found.Entry.Payload);
                time = EntryTime.ToMicroseconds(found.Entry.Time);
            }
        }

        check.End(last, chain, session.LastSequence, session.LastChecksum);
        // What the row says of a session that is damaged anyway would only be the same problem once more.
        if (_problems.Count == problemsBefore && (bytes, time) != (session.Bytes, session.LastWritten))
            Report($"Session '{session.Name}', entry {last}: the session's row has another size or time of the last writing.");
    }

    private void Report(string problem)
    {
        if (_problems.Count < ProblemsListed)
            _problems.Add(problem);
        else if (_problems.Count == ProblemsListed)
            _problems.Add($"There are more than {ProblemsListed} problems; the rest are not listed.");
    }
}
