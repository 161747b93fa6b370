using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>A session store without a disk, so that what a run itself costs can be told from what writing it costs.</summary>
internal sealed class MemoryStore : ISessionStore, ISessionJournal
{
    private readonly List<JournalEntry> _entries = [];

    public string Location => "memory";

    public string Session { get; private set; } = "";

    public long LastSequence => _entries.Count;

    public ISessionJournal Open(string session)
    {
        Session = session;
        return this;
    }

    public IEnumerable<JournalEntry> Read(string session, long after = 0, JournalFilter? filter = null) =>
        _entries.Skip((int)after).Where(entry => filter?.Admits(entry) ?? true);

    public JournalEntry? Last(string session, string kind) => _entries.FindLast(entry => entry.Kind == kind);

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        var now = time ?? DateTimeOffset.UtcNow;
        foreach (var entry in entries)
        {
            _entries.Add(new JournalEntry(_entries.Count + 1, now, entry.Run, entry.Kind, entry.Version, entry.Payload));
        }

        return new FlushReceipt(0, entries.Count, 0, TimeSpan.Zero, LastSequence) { Time = now };
    }

    public IReadOnlyList<SessionSummary> List() => [];

    public VerificationReport Verify(string? session = null) => new(1, _entries.Count, []);

    public void Delete(string session) => _entries.Clear();

    public CompactionReport Compact() => new(0, 0);

    public void Dispose()
    {
    }
}
