using System.Text;
using AgentNotebook.Sessions.Salvage.Pages;
using AgentNotebook.Sessions.Sqlite.Migration;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>
/// What a file holds, page by page. First what the tables lead to; when that is not all, every page of the file and every frame of
/// the log, and on a page that makes no sense every byte: the entries' own checksums tell what is one.
/// </summary>
internal sealed class StoreScan
{
    /// <summary>Damaged entries whose places are remembered.</summary>
    private const int DamagedRemembered = 100_000;

    /// <summary>Checksums tried as the one before an entry; more than a few copies of one place are crafted.</summary>
    private const int PredecessorsTried = 8;

    private readonly RawFile _file;
    private readonly RowReader _rows;
    private readonly TableTree _entryTree;
    private readonly TableTree _sessionTree;
    private readonly Dictionary<(long, long, Digest, Digest), FoundEntry> _entries = [];
    private readonly List<FoundEntry> _unproved = [];
    private readonly HashSet<FoundSession> _sessions = [];
    private readonly Dictionary<(long, long), uint> _damaged = [];
    private readonly SortedSet<string> _damage = new(StringComparer.Ordinal);

    private StoreScan(RawFile file, long budget)
    {
        _file = file;
        _rows = new RowReader(file, budget);
        var trees = TableTree.Find(file, _rows, "entry", "session");
        (_entryTree, _sessionTree) = (trees["entry"], trees["session"]);
        _damage.UnionWith(_entryTree.Damage);
        _damage.UnionWith(_sessionTree.Damage);
        if (file.Log.Damage is { } log)
            _damage.Add(log);
        if (file.Log.EndsTorn)
            _damage.Add("its log ends with a transaction that is not whole: it was never finished, or it is damaged");
        KnowsEverySession = _sessionTree.Damage.Count == 0 && !file.Log.IsDamaged;
    }

    public IReadOnlyCollection<FoundEntry> Entries => _entries.Values;

    public IReadOnlyCollection<FoundSession> Sessions => _sessions;

    /// <summary>Whether the table of sessions could be read whole: a session without a row was then deleted.</summary>
    public bool KnowsEverySession { get; private set; }

    /// <summary>Whether something may be lost of which nothing was found.</summary>
    public bool MayLackMore => !KnowsEverySession || _file.Log.EndsTorn;

    /// <summary>Whether nothing was wrong on the way to any row.</summary>
    public bool IsClean => _damage.Count == 0;

    /// <summary>Where something is wrong; one sentence each, without the full stop.</summary>
    public IReadOnlyCollection<string> Damage => _damage;

    /// <summary>Looks where the tables lead.</summary>
    public static StoreScan Tables(RawFile file, long budget)
    {
        var scan = new StoreScan(file, budget);
        scan.Read(scan._entryTree);
        scan.KnowsEverySession &= scan.Read(scan._sessionTree);
        scan.ProveFirst();
        return scan;
    }

    /// <summary>Looks everywhere else too.</summary>
    public void Everywhere()
    {
        var free = _file.FreePages();
        var page = new byte[_file.PageSize];
        foreach (var version in _file.Versions())
        {
            _file.Read(version, page);
            var isLeaf = _entryTree.Leaves.Contains(version.Page) || _sessionTree.Leaves.Contains(version.Page);
            var standing = version.Standing is not Standing.Current || isLeaf ? version.Standing
                : free.Contains(version.Page) ? Standing.Doubtful
                : Standing.Committed;
            if (ReadCells(page, version with { Standing = standing }) > 0)
                ReadBytes(page, version with { Standing = standing is Standing.Current ? Standing.Committed : standing });
        }

        ProveFirst();
        if (_rows.IsExhausted)
            _damage.Add($"long rows claim more than {nameof(SalvageOptions)}.{nameof(SalvageOptions.ReadFactor)} times what the file holds: some were not read");
    }

    /// <summary>The page on which an entry was found that does not match its checksum; null when nothing of it was.</summary>
    public uint? DamagedAt(long session, long from, long to) => _damaged
        .Where(found => found.Key.Item1 == session && found.Key.Item2 >= from && found.Key.Item2 <= to)
        .OrderBy(found => found.Key.Item2)
        .Select(found => (uint?)found.Value)
        .FirstOrDefault();

    /// <summary>Reads entries once more, to write them.</summary>
    public IEnumerable<JournalEntry> Load(IEnumerable<FoundEntry> entries)
    {
        var page = new byte[_file.PageSize];
        PageVersion? loaded = null;
        foreach (var found in entries)
        {
            // Neighbours mostly stand on one page.
            if (loaded != found.Page)
                _file.Read(found.Page, page);
            loaded = found.Page;
            yield return Load(found, page);
        }
    }

    private JournalEntry Load(FoundEntry found, byte[] page)
    {
        JournalEntry? entry = null;
        return new RowReader(_file, long.MaxValue).Read(page, found.Cell, RowShapes.IsEntry, (key, row) => (entry = RowShapes.Entry(key, row)?.Entry) is not null && Digest.Of(EntryChecksum.Content(entry)) == found.Content)
            ? entry!
            : throw new SessionStoreException(SessionStoreFault.Busy, $"{_file.Path} changed while it was being salvaged. Close whatever writes it, and try again.");
    }

    /// <summary>Proves entries of a file of version 1: by the checksum of whatever was found in the place before each.</summary>
    private void ProveFirst()
    {
        var checksums = _unproved.ToLookup(entry => (entry.Session, entry.Sequence), entry => entry.Chain);
        var births = _sessions.ToLookup(session => session.Id, session => session.First);
        foreach (var (entry, content) in _unproved.Zip(Load(_unproved)))
        {
            var payload = Encoding.UTF8.GetBytes(content.Payload);
            var before = (entry.Sequence == 1 ? births[entry.Session] : checksums[(entry.Session, entry.Sequence - 1)]).Distinct().Take(PredecessorsTried)
                .Select(chain => (Digest?)chain)
                .FirstOrDefault(chain => Digest.Of(FirstChecksum.Of(chain!.Value.ToBytes(), content, payload)) == entry.Chain);
            if (before is null)
                Damaged(entry);
            else
                Add(entry with { Before = before });
        }
    }

    private bool Read(TableTree tree)
    {
        var isWhole = true;
        foreach (var leaf in tree.Leaves)
        {
            if (ReadCells(_file.ReadCurrent(leaf)!, _file.Current(leaf)!.Value) is > 0 and var unread)
            {
                isWhole = false;
                _damage.Add($"page {leaf} holds {unread} {(unread == 1 ? "row" : "rows")} that cannot be read");
            }
        }

        return isWhole;
    }

    /// <summary>Takes the rows that a page's header leads to; says how many of them are none of a store's, 1 when there is no such header.</summary>
    private int ReadCells(byte[] page, PageVersion version)
    {
        if (!BTreePage.TryRead(page, version.Page == 1 ? 100 : 0, out var read) || !read.IsTableLeaf)
            return 1;
        return read.Cells.Count(cell => !ReadCell(page, cell, version));
    }

    private void ReadBytes(byte[] page, PageVersion version)
    {
        for (var at = 0; at < page.Length; at++)
        {
            if (RawCell.TryRead(page, at, out var cell) && RowShapes.MayBegin(page.AsSpan(cell.Start)))
                ReadCell(page, at, version);
        }
    }

    private bool ReadCell(byte[] page, int at, PageVersion version) => _rows.Read(
        page,
        at,
        row => RowShapes.IsEntry(row) || RowShapes.IsSession(row),
        (key, row) => RowShapes.IsSession(row) ? Take(RowShapes.Session(key, row, version.Standing)) : Take(RowShapes.Entry(key, row), version, at));

    private bool Take(FoundSession? session)
    {
        if (session is not null)
            _sessions.Add(session);
        return session is not null;
    }

    private bool Take(EntryRow? row, PageVersion version, int at)
    {
        if (row is null || !IsAcceptable(row.Entry))
            return false;
        var entry = new FoundEntry(row.Session, row.Entry.Sequence, Digest.Of(EntryChecksum.Content(row.Entry)), Digest.Of(row.Checksum), version.Standing, version, at);
        if (row.IsOfFirst)
            _unproved.Add(entry);
        else if (EntryChecksum.Proves(row.Checksum, row.Entry))
            Add(entry);
        else
            return Damaged(entry);
        return true;
    }

    private void Add(FoundEntry entry)
    {
        var key = (entry.Session, entry.Sequence, entry.Content, entry.Chain);
        if (!_entries.TryGetValue(key, out var known) || entry.Standing < known.Standing)
            _entries[key] = entry;
    }

    private bool Damaged(FoundEntry entry)
    {
        if (_damaged.Count < DamagedRemembered)
            _damaged.TryAdd((entry.Session, entry.Sequence), entry.Page.Page);
        return false;
    }

    // A crafted entry may have the right checksum and still be one that no store takes.
    private static bool IsAcceptable(JournalEntry entry)
    {
        try
        {
            JournalRules.Check(new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload));
            return entry.Sequence > 0;
        }
        catch (SessionStoreException)
        {
            return false;
        }
    }
}
