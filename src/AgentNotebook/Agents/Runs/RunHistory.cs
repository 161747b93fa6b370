using System.Globalization;
using AgentNotebook.Agents.Events;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Runs;

/// <summary>Reads runs back from a journal.</summary>
public static class RunHistory
{
    private const string Prefix = "run-";

    /// <summary>How many runs are looked at, from the end, before it is more than that: nearly always the last one is meant.</summary>
    private static readonly int[] LatestFirst = [1, 16, 256, int.MaxValue];

    /// <summary>The entries with which runs begin: enough to count them, to name them and to see what they were started with.</summary>
    public static JournalFilter Starts { get; } = new() { Kinds = [RunEventCodec.StartKind] };

    /// <summary>How many runs a session has.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="session">The session's name.</param>
    public static int Count(ISessionStore store, string session) => Begun(store, session).Count();

    /// <summary>The highest number that a run of a session bears, as in <c>run-3</c>; 0 when there is none.</summary>
    // Not how many there are: of a salvaged session, runs may be lost whose successors are not.
    public static int LastNumber(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Entries(filter: Starts).Select(entry => Number(entry.Run)).DefaultIfEmpty().Max();
    }

    /// <summary>The runs of a session that can go on and are in no final state, in the order in which they began. Of the others only the steps are looked at.</summary>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static IReadOnlyList<RunRecord> Unfinished(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var open = new OrderedDictionary<string, bool>();
        foreach (var entry in session.Entries(filter: new JournalFilter { Kinds = RunEventCodec.StateKinds }))
        {
            open[entry.Run] = RunEventCodec.Decode(entry) is not Transitioned step || !TransitionTable.IsFinal(step.To);
        }

        return [.. open.Where(run => run.Value).Select(run => Find(session, run.Key)).OfType<RunRecord>().Where(run => run.Torn is null && !TransitionTable.IsFinal(run.State))];
    }

    /// <summary>All runs of a session, in the order in which they began. Nothing else in it is read, however large its values are.</summary>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static IReadOnlyList<RunRecord> All(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Read(session.Entries(filter: new JournalFilter { Kinds = RunEventCodec.Kinds }));
    }

    /// <summary>One run of a session, without a look at the others; <see langword="null"/> when there is none of that id.</summary>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static RunRecord? Find(Session session, string run) => Find(StoreOf(session), session.Name, run);

    /// <inheritdoc cref="Find(Session, string)"/>
    /// <param name="store">Where the session is kept.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="run">The run's id.</param>
    public static RunRecord? Find(ISessionStore store, string session, string run)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Read(store.Read(session, filter: new JournalFilter { Run = run })).FirstOrDefault();
    }

    /// <summary>The last run, in the order in which they began, that is as wanted; <see langword="null"/> when none is. Looks at the latest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="wanted">Which run is meant.</param>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static RunRecord? Last(Session session, Func<RunRecord, bool> wanted) => Last(StoreOf(session), session.Name, wanted);

    /// <inheritdoc cref="Last(Session, Func{RunRecord, bool})"/>
    /// <param name="store">Where the session is kept.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="wanted">Which run is meant.</param>
    public static RunRecord? Last(ISessionStore store, string session, Func<RunRecord, bool> wanted)
    {
        var starts = Begun(store, session).ToList();
        foreach (var latest in LatestFirst)
        {
            if (starts.Count == 0)
                return null;
            var from = Math.Max(starts.Count - latest, 0);
            // Of a run that began earlier, only the end could be seen from there.
            var runs = starts.Skip(from).Select(entry => entry.Run).ToHashSet();
            var seen = Read(store.Read(session, starts[from].Sequence - 1).Where(entry => runs.Contains(entry.Run)));
            if (seen.LastOrDefault(wanted) is { } found)
                return found;
            if (from == 0)
                return null;
        }

        return null;
    }

    /// <summary>
    /// Every run of a session, in the order in which they began. One whose beginning a salvage lost is left out, because nothing tells
    /// what it was; one that lost entries later is <see cref="RunRecord.Torn"/>.
    /// </summary>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static IReadOnlyList<RunRecord> Read(IEnumerable<JournalEntry> entries) => [.. All(entries).Where(run => run.Request is not null)];

    /// <summary>The runs whose beginning is lost, by their ids.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<string> WithoutBeginning(IEnumerable<JournalEntry> entries) => [.. All(entries).Where(run => run.Request is null).Select(run => run.Id)];

    private static List<RunRecord> All(IEnumerable<JournalEntry> entries)
    {
        var runs = new Dictionary<string, RunRecord>();
        var order = new List<RunRecord>();
        foreach (var entry in entries)
        {
            if (RunEventCodec.Decode(entry) is not { } happened)
            {
                continue;
            }

            if (!runs.TryGetValue(entry.Run, out var run))
            {
                run = runs[entry.Run] = new RunRecord(entry.Run);
                order.Add(run);
            }

            // Without a beginning there is nothing that the rest could be applied to.
            if (run.Request is not null || happened is RunStarted)
            {
                Apply(run, happened, entry);
            }
        }

        return order;
    }

    private static IEnumerable<JournalEntry> Begun(ISessionStore store, string session)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(session, filter: Starts).DistinctBy(entry => entry.Run);
    }

    private static ISessionStore StoreOf(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Store;
    }

    private static void Apply(RunRecord run, RunEvent happened, JournalEntry entry)
    {
        if (happened is Transitioned transition && transition.From != run.State)
        {
            run.Torn ??= $"entry {entry.Sequence} leads from {transition.From} to {transition.To}, and the run was in {run.State}";
        }

        try
        {
            run.Apply(happened, entry.Time);
        }
        catch (InvalidOperationException)
        {
            run.Torn ??= $"entry {entry.Sequence} ({entry.Kind}) builds on an entry that is not there";
        }
    }

    private static int Number(string run) =>
        run.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(run.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : 0;
}
