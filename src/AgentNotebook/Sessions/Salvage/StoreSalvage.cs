using AgentNotebook.Sessions.Salvage.Pages;
using AgentNotebook.Sessions.Sqlite;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>
/// Saves what is intact of a damaged SQLite store, also where SQLite itself refuses the file.
/// </summary>
/// <remarks>
/// The file and its <c>-wal</c> are read as bytes ("Database File Format", sections 1.5, 1.6, 2 and 4) and never written, nor is a
/// file made beside them. Every entry kept is proved by its own checksum; the chain of checksums tells order and gaps. An entry counts as
/// acknowledged when a committed transaction wrote it or an acknowledged one builds on it. What was deleted stays deleted as long as the
/// file's own table of sessions can be read; otherwise it may come back under the name <c>recovered-N</c> or its own.
/// </remarks>
public static class StoreSalvage
{
    private const long LeastBudget = 256L << 20;

    /// <summary>The command that salvages a store, as a person would type it.</summary>
    public static string CommandFor(string file) => $"agentnb sessions salvage {Quoted(file)} --to {Quoted(NewName(file))}";

    /// <summary>Writes a new store with every intact entry of a damaged one, all of them or no store at all.</summary>
    /// <param name="file">The damaged store.</param>
    /// <param name="to">The new one; nothing may be there.</param>
    /// <param name="session">Only the session of that name; <see langword="null"/> for all.</param>
    /// <param name="options"><see langword="null"/> for the defaults.</param>
    /// <exception cref="SessionStoreException">Nothing of a store was found in the file, it cannot be read, it changed meanwhile, or the new one cannot be written.</exception>
    public static SalvageReport Run(string file, string to, string? session = null, SalvageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(to);
        options ??= new SalvageOptions();
        if (options.ReadFactor is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(options), options.ReadFactor, $"{nameof(SalvageOptions.ReadFactor)} is not between 1 and 1000.");
        (file, to) = (Path.GetFullPath(file), Path.GetFullPath(to));
        SalvageWriter.RefuseTaken(to);
        if (Directory.Exists(file))
            throw new SessionStoreException(SessionStoreFault.NotAStore, $"{file} is a folder, not a session store. Name a file.");
        using var source = RawFile.Open(file);
        var (scan, sessions) = Scan(source, options);
        if (session is not null)
            sessions = Only(session, sessions, file);
        Write(source, scan, sessions, to, options.Time);
        return Report(source, to, scan, sessions, session is null ? scan.MayLackMore : source.Log.EndsTorn);
    }

    /// <summary>The same for a store of any kind that can be opened: keeps what it gives and each entry behind damage that it gives. The new store is one of SQLite.</summary>
    /// <param name="damaged">The damaged store, opened for reading.</param>
    /// <param name="to">The new one; nothing may be there.</param>
    /// <param name="session">Only the session of that name; <see langword="null"/> for all.</param>
    /// <param name="options"><see langword="null"/> for the defaults.</param>
    /// <exception cref="SessionStoreException">It does not even list its sessions, or the new one cannot be written.</exception>
    public static SalvageReport Run(ISessionStore damaged, string to, string? session = null, SalvageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        ArgumentException.ThrowIfNullOrWhiteSpace(to);
        to = Path.GetFullPath(to);
        var (all, outcomes, damage) = (damaged.List(), new List<SalvagedSession>(), damaged.Verify(session).Problems);
        var wanted = all.Where(one => session is null || one.Name == session).OrderBy(one => one.Created).ToList();
        if (wanted.Count == 0 && session is not null)
            throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{session}' in {damaged.Location}. Leave --session out to salvage all.");
        new SalvageWriter(damaged.Location, (options ?? new SalvageOptions()).Time).Write(to, wanted.Select(Session), () => { });
        // A session that the store does not list any more cannot be known of here.
        return new SalvageReport(damaged.Location, to, outcomes, damage, damage.Count > 0 && outcomes.TrueForAll(one => one.IsComplete));

        SessionToWrite Session(SessionSummary one)
        {
            var (lost, kept) = (new List<LostEntries>(), 0L);
            return new SessionToWrite(one.Name, one.Created, ReadableEntries.Of(damaged, one, lost).Select(Count), Outcome);

            JournalEntry Count(JournalEntry entry)
            {
                kept++;
                return entry;
            }

            SalvagedSession Outcome()
            {
                outcomes.Add(new SalvagedSession(one.Name, kept, lost, [], HasItsName: true));
                return outcomes[^1];
            }
        }
    }

    /// <summary>What a salvage would keep and lose; nothing is written. The report has no target.</summary>
    /// <param name="file">The damaged store.</param>
    /// <param name="options"><see langword="null"/> for the defaults.</param>
    /// <exception cref="SessionStoreException">Nothing of a store was found in the file, or it cannot be read.</exception>
    public static SalvageReport Inspect(string file, SalvageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        using var source = RawFile.Open(Path.GetFullPath(file));
        var (scan, sessions) = Scan(source, options ?? new SalvageOptions());
        return Report(source, "", scan, sessions, scan.MayLackMore);
    }

    /// <summary>
    /// What SQLite does not say of a store: committed transactions behind a damaged place of its log, which it leaves out without a word.
    /// One sentence each; none when there is nothing to say or no such file.
    /// </summary>
    /// <exception cref="SessionStoreException">The file cannot be read.</exception>
    public static IReadOnlyList<string> HiddenDamage(string file)
    {
        file = Path.GetFullPath(file);
        if (!File.Exists(file))
            return [];
        using var source = RawFile.Open(file);
        return source.Log.Damage is { } damage ? [$"{file}: {damage}."] : [];
    }

    private static SalvageReport Report(RawFile source, string to, StoreScan scan, IReadOnlyList<AssembledSession> sessions, bool mayLackMore) => new(
        source.Path, to, [.. sessions.Select(one => one.Outcome)], [.. scan.Damage.Select(place => char.ToUpperInvariant(place[0]) + place[1..] + ".")], mayLackMore);

    private static (StoreScan, IReadOnlyList<AssembledSession>) Scan(RawFile source, SalvageOptions options)
    {
        var scan = StoreScan.Tables(source, Math.Max(LeastBudget, (source.Bytes + source.LogBytes) * options.ReadFactor));
        var sessions = SessionAssembler.Assemble(scan);
        if (!scan.IsClean || sessions.Any(one => !one.Outcome.IsComplete))
        {
            scan.Everywhere();
            sessions = SessionAssembler.Assemble(scan);
        }

        return sessions.Count > 0 || (scan.IsClean && SqliteFileHeader.IsStore(source.Path))
            ? (scan, sessions)
            : throw new SessionStoreException(SessionStoreFault.NotAStore, $"Nothing of a session store was found in {source.Path}: no entry and no session. Look whether it is the right file, or whether another copy has more.");
    }

    private static IReadOnlyList<AssembledSession> Only(string session, IReadOnlyList<AssembledSession> sessions, string file) =>
        sessions.FirstOrDefault(one => one.Outcome.Name == session) is { } found
            ? [found]
            : throw new SessionStoreException(SessionStoreFault.NotFound, $"No session '{session}' was found in {file}. Found: {string.Join(", ", sessions.Take(20).Select(one => $"'{one.Outcome.Name}'"))}{(sessions.Count > 20 ? ", …" : "")}. Leave --session out to salvage all.");

    private static void Write(RawFile source, StoreScan scan, IReadOnlyList<AssembledSession> sessions, string to, TimeProvider time) =>
        new SalvageWriter(Path.GetFileName(source.Path), time).Write(
            to,
            sessions.Select(one => new SessionToWrite(one.Outcome.Name, one.Created is { } created ? EntryTime.FromMicroseconds(created) : null, scan.Load(one.Entries), () => one.Outcome)),
            () =>
            {
                if (source.HasChanged)
                    throw new SessionStoreException(SessionStoreFault.Busy, $"{source.Path} changed while it was being salvaged: another process writes it. Close that one, and try again.");
            });

    private static string NewName(string file) =>
        Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file) + "-salvaged" + Path.GetExtension(file));

    internal static string Quoted(string path) => path.All(c => char.IsLetterOrDigit(c) || c is '/' or '\\' or '.' or '-' or '_' or ':') ? path : $"\"{path}\"";
}
