using AgentNotebook.Sessions.Salvage.Pages;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>
/// Puts sessions together from what a scan found. From a session's end backwards, because an entry that is acknowledged tells by its
/// chain which one stood before it, wherever that lies and whatever else claims its number.
/// </summary>
internal sealed class SessionAssembler
{
    private readonly StoreScan _scan;
    private readonly ILookup<long, FoundSession> _rows;
    private readonly Dictionary<long, List<FoundEntry>> _bySequence;
    private readonly Dictionary<long, long[]> _sequences;
    private readonly HashSet<FoundEntry> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private SessionAssembler(StoreScan scan)
    {
        _scan = scan;
        _rows = scan.Sessions.Where(row => row.Standing is not Standing.Doubtful).ToLookup(row => row.Id);
        _bySequence = scan.Entries.GroupBy(entry => entry.Sequence).ToDictionary(group => group.Key, group => group.ToList());
        _sequences = scan.Entries.Where(Counts).GroupBy(entry => entry.Session)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Sequence).Distinct().Order().ToArray());
    }

    /// <summary>Every session of a scan, in the order of their numbers; those that lost their rows come last.</summary>
    public static IReadOnlyList<AssembledSession> Assemble(StoreScan scan)
    {
        var assembler = new SessionAssembler(scan);
        var known = assembler._rows.Select(rows => rows.Key).Order();
        var nameless = assembler._sequences.Keys.Where(id => !assembler._rows.Contains(id)).Order();
        return [.. known.Concat(nameless).Select(assembler.Assemble).OfType<AssembledSession>()];
    }

    // A deleted session may still lie on pages that nothing leads to. It stays deleted as long as the table of sessions can be trusted.
    private bool Counts(FoundEntry entry) => entry.Standing is Standing.Current
        || (entry.Standing is Standing.Committed && (!_scan.KnowsEverySession || _rows[entry.Session].Any(row => row.Standing is Standing.Current)));

    private AssembledSession? Assemble(long id)
    {
        var rows = _rows[id].Where(row => !_scan.KnowsEverySession || row.Standing is Standing.Current)
            // In a damaged log, what SQLite still sees of a row is not the last that was committed.
            .OrderBy(row => _scan.KnowsEverySession ? row.Standing : Standing.Current).ThenByDescending(row => row.LastSequence).ThenBy(row => row.Standing).ToList();
        var named = rows.DistinctBy(row => (row.Name, row.Created)).FirstOrDefault(IsProved) ?? rows.FirstOrDefault();
        var end = rows.FirstOrDefault(row => Find(row) is not null) ?? rows.FirstOrDefault();
        var entries = Choose(id, end);
        if (named is null && entries.Count == 0)
            return null;
        var remarks = new List<string>();
        var isNamed = named is not null && (IsProved(named) || entries.Count == 0 || entries[0].Sequence != 1);
        var name = named is not null && _names.Add(named.Name) ? named.Name : NewName(id);
        if (named is null)
            remarks.Add("The session's row is lost, and its name with it.");
        else if (name != named.Name)
            (isNamed, remarks) = (false, [$"Another session is called '{named.Name}' too."]);
        else if (!isNamed)
            remarks.Add("The session's row is damaged: its name or the time of its creation is not what its first entry was written for.");
        if (named is not null && rows.TrueForAll(row => row.Standing is not Standing.Current))
            remarks.Add("Nothing leads to the session's row any more: it may have been deleted before the damage.");
        if (entries.Zip(entries.Skip(1)).FirstOrDefault(pair => pair.Second.Sequence == pair.First.Sequence + 1 && !pair.Second.Follows(pair.First.Chain)) is { Second: { } loose })
            remarks.Add($"The chain of checksums is broken at entry {loose.Sequence}; the entries around it are proved by their own.");
        return new AssembledSession(new SalvagedSession(name, entries.Count, [.. Lost(id, entries, end)], remarks, isNamed), named?.Created, entries);
    }

    private List<FoundEntry> Choose(long id, FoundSession? end)
    {
        var own = _sequences.GetValueOrDefault(id, []);
        var chosen = new List<FoundEntry>();
        var confirmed = end is null ? null : Find(end);
        var at = Math.Max(own.Length == 0 ? 0 : own[^1], confirmed?.Sequence ?? 0);
        for (FoundEntry? next = null; at > 0;)
        {
            var pick = at == confirmed?.Sequence ? confirmed : Pick(id, at, next);
            if (pick is not null)
            {
                chosen.Add(pick);
                _taken.Add(pick);
            }

            next = pick;
            at = Math.Max(pick is null ? 0 : at - 1, Math.Max(Below(own, at), confirmed?.Sequence < at ? confirmed.Sequence : 0));
        }

        chosen.Reverse();
        return confirmed is null || !_scan.KnowsEverySession ? chosen : WithoutStale(chosen, confirmed.Sequence);
    }

    private FoundEntry? Pick(long id, long at, FoundEntry? next)
    {
        if (!_bySequence.TryGetValue(at, out var candidates))
            return null;
        var linked = next is null ? null : candidates.Where(entry => next.Follows(entry.Chain)).MinBy(entry => (entry.Session != id, entry.Standing));
        return linked ?? candidates.Where(entry => entry.Session == id && Counts(entry) && !_taken.Contains(entry))
            .OrderBy(entry => entry.Standing)
            .ThenBy(entry => !FollowsAny(entry))
            .FirstOrDefault();
    }

    private bool FollowsAny(FoundEntry entry) => _bySequence.TryGetValue(entry.Sequence - 1, out var before) && before.Any(one => entry.Follows(one.Chain));

    // Behind the end that the session's row names and an entry confirms, only what goes on from there without a break was acknowledged.
    private static List<FoundEntry> WithoutStale(List<FoundEntry> chosen, long end)
    {
        var kept = new List<FoundEntry>();
        foreach (var entry in chosen)
        {
            if (entry.Sequence <= end || entry.Standing is Standing.Current || (kept.Count > 0 && kept[^1].Sequence == entry.Sequence - 1 && entry.Follows(kept[^1].Chain)))
                kept.Add(entry);
        }

        return kept;
    }

    private IEnumerable<LostEntries> Lost(long id, List<FoundEntry> entries, FoundSession? end)
    {
        var next = 1L;
        foreach (var entry in entries)
        {
            if (entry.Sequence > next)
                yield return Range(next, entry.Sequence - 1);
            next = entry.Sequence + 1;
        }

        // A row whose checksum is that of the last entry found has only its number damaged.
        if (end is not null && end.LastSequence >= next && (entries.Count == 0 || entries[^1].Chain != end.LastChain))
            yield return Range(next, end.LastSequence);

        LostEntries Range(long from, long to) => new(from, to, _scan.DamagedAt(id, from, to) is { } page
            ? $"damaged on page {page}"
            : "it was not found, or only in part");
    }

    private FoundEntry? Find(FoundSession row) =>
        _bySequence.GetValueOrDefault(row.LastSequence)?.Where(entry => entry.Chain == row.LastChain).MinBy(entry => (entry.Session != row.Id, entry.Standing));

    private bool IsProved(FoundSession row) =>
        (row.LastSequence == 0 && row.LastChain == row.First) || (_bySequence.GetValueOrDefault(1)?.Any(entry => entry.Follows(row.First)) ?? false);

    private string NewName(long id)
    {
        var name = $"recovered-{id}";
        for (var more = 2; !_names.Add(name) || _scan.Sessions.Any(row => row.Name == name); more++)
            name = $"recovered-{id}-{more}";
        return name;
    }

    private static long Below(long[] sorted, long at)
    {
        var index = Array.BinarySearch(sorted, at);
        index = index < 0 ? ~index : index;
        return index == 0 ? 0 : sorted[index - 1];
    }
}
