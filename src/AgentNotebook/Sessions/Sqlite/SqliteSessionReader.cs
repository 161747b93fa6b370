using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Reads one session of a file.</summary>
internal sealed class SqliteSessionReader(SqliteFile file, SqliteSessionRow session) : ChainedReader(session.Name, session.Created, session.LastSequence)
{
    /// <inheritdoc/>
    protected override string Location => file.Path;

    /// <inheritdoc/>
    protected override string WayOut => DamageAdvice.For(file.Path);

    /// <inheritdoc/>
    protected override IEntryPages Open(JournalFilter? filter) => new Pages(file, Action, new SqliteEntryReader(file, session.Id, filter));

    /// <inheritdoc/>
    protected override ChainedEntry? LastOf(string kind) => file.Read(Action, () => SqliteEntryReader.Last(file, session.Id, kind));

    /// <inheritdoc/>
    protected override long LastReached() => file.Read(Action, () =>
    {
        using var command = file.Command($"SELECT {SqliteEntryKey.Sequence} FROM entry WHERE id > $begin AND id <= $end ORDER BY id DESC LIMIT 1", "$begin", "$end");
        command.Parameters["$begin"].Value = SqliteEntryKey.Of(session.Id, 0);
        command.Parameters["$end"].Value = SqliteEntryKey.Of(session.Id, SqliteEntryKey.MaxSequence);
        return command.ExecuteScalar() as long? ?? 0;
    });

    private sealed class Pages(SqliteFile file, string action, SqliteEntryReader reader) : IEntryPages
    {
        public IReadOnlyList<ChainedEntry> Page(long after) => file.Read(action, () => reader.Page(after));

        public ChainedEntry? Next(long after) => file.Read(action, () => reader.Next(after));

        public void Dispose() => reader.Dispose();
    }
}
