using System.Diagnostics;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Journals;

/// <summary>The writer's place of one session at a server that may go away between a commit and its answer.</summary>
/// <remarks>
/// What was sent and not answered is looked for on the next connection, before anything else is done there: by its number and its checksum,
/// and after the former connection has ended for certain. What is there is acknowledged when the append still waits for it, and taken back
/// when the append has been reported as failed; what is not there is sent again, or forgotten. All fields belong to the server's gate.
/// </remarks>
internal sealed class PostgresJournal : ISessionJournal, IRejoins
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly PostgresServer _server;
    private readonly StoreNames _names;
    private readonly SessionStoreOptions _options;
    private readonly WriterPlace _place;
    private readonly Action<PostgresJournal> _closed;
    private SessionHead _head;
    private SessionHead? _sent;
    private ServerState _state;
    private bool _isWanted;
    private SessionStoreException? _displaced;
    private bool _disposed;

    public PostgresJournal(PostgresServer server, StoreNames names, SessionStoreOptions options, WriterPlace place, string session, Action<PostgresJournal> closed)
    {
        (_server, _names, _options, _place, _closed) = (server, names, options, place, closed);
        Session = session;
        (_head, _state) = (place.Head, place.State);
        server.Add(this);
    }

    public string Session { get; }

    public long LastSequence => _head.Sequence;

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var watch = Stopwatch.StartNew();
        // Checked before the connection is taken, so that a long batch of wrong entries keeps nobody waiting.
        var payloads = entries.Select(JournalRules.Check).ToArray();
        if (payloads.Length == 0)
            return new FlushReceipt(0, 0, 0, watch.Elapsed, LastSequence);
        AppendPlan? plan = null;
        try
        {
            _server.Write($"append to session '{Session}'", connection =>
            {
                // The connection may have been made anew before this place was known to it.
                if (_state != _server.State)
                    Rejoin(connection, _server.State);
                if (_displaced is not null && (plan is null || _head != plan.After))
                    throw _displaced;
                plan ??= new AppendPlan(_head, entries, payloads, time is { } given ? EntryTime.Whole(given) : EntryTime.Now(_options.Time));
                if (_head != plan.After)
                    Send(connection, plan);
                return plan;
            });
        }
        finally
        {
            // Reported as failed: if it is there after all, it is taken back.
            _isWanted = false;
        }

        return new FlushReceipt(0, payloads.Length, plan!.Bytes, watch.Elapsed, plan.After.Sequence) { Time = plan.Time };
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _place.GiveBack(_server, _names, Session, isDisplaced: _displaced is not null);
        _server.Remove(this);
        _closed(this);
    }

    public void Rejoin(NpgsqlConnection connection, ServerState state)
    {
        if (_displaced is not null)
            return;
        var watch = Stopwatch.StartNew();
        while (!TryRejoin(connection, state))
        {
            if (watch.Elapsed > _options.BusyTimeout)
                throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{Session}' in {_server.Location} cannot be taken up again: the connection that was lost is still open at the server. Try again in a moment.");
            Thread.Sleep(Pause);
        }
    }

    private void Send(NpgsqlConnection connection, AppendPlan plan)
    {
        (_sent, _isWanted) = (plan.After, true);
        bool isThere;
        try
        {
            isThere = plan.Execute(connection, _names, _place.Id, _place.Token);
        }
        catch (PostgresException e) when (!LostConnection.IsSaidBy(e))
        {
            // The server's own word that the transaction was aborted.
            _sent = null;
            throw;
        }

        _sent = null;
        if (!isThere)
            throw WhyNot(connection);
        _head = plan.After;
    }

    /// <returns>Whether it is done; not while the former connection holds what is needed.</returns>
    private bool TryRejoin(NpgsqlConnection connection, ServerState state)
    {
        var key = SessionLock.Key(state, _place.Id);
        // What it was sent is finished or aborted before its end; without this, a connection that only this side has lost would go on.
        SessionLock.EndHolders(connection, _names, key, _place.Id, _place.Token);
        using var transaction = connection.BeginTransaction();
        WriterRow? row;
        try
        {
            row = WriterRow.Lock(connection, _names, _place.Id);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }

        if (row?.Token != _place.Token)
        {
            Displace(connection, row);
            return true;
        }

        if (!SessionLock.TryTake(connection, key))
            return false;
        var head = Settle(connection, row);
        WriterPlace.Record(connection, _names, state, _place.Id, _place.Token);
        transaction.Commit();
        (_head, _sent, _state) = (head, null, state);
        return true;
    }

    /// <summary>Finds out what became of what was sent.</summary>
    /// <returns>Where the session ends now.</returns>
    private SessionHead Settle(NpgsqlConnection connection, WriterRow row)
    {
        if (row.Head.IsAt(_head))
            return _head;
        if (_sent is null || !row.Head.IsAt(_sent))
            throw Elsewhere(row);
        if (_isWanted)
            return _sent;
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"DELETE FROM {_names.Entry} WHERE session = $1 AND sequence > $2") { Parameters = { new() { Value = row.Id }, new() { Value = _head.Sequence } } },
                new($"UPDATE {_names.Session} SET last_sequence = $2, last_checksum = $3, last_written = $4, bytes = $5 WHERE id = $1")
                {
                    Parameters = { new() { Value = row.Id }, new() { Value = _head.Sequence }, new() { Value = _head.Checksum }, new() { Value = _head.LastWritten }, new() { Value = _head.Bytes } },
                },
            },
        };
        batch.ExecuteNonQuery();
        return _head;
    }

    /// <summary>Another writer took the place while there was no connection. What it found and went on from is there for good.</summary>
    private void Displace(NpgsqlConnection connection, WriterRow? row)
    {
        if (_sent is { } sent && _isWanted && IsThere(connection, sent))
            _head = sent;
        _sent = null;
        _displaced = Displaced(row);
    }

    private bool IsThere(NpgsqlConnection connection, SessionHead sent)
    {
        using var command = new NpgsqlCommand($"SELECT checksum FROM {_names.Entry} WHERE session = $1 AND sequence = $2", connection)
        {
            Parameters = { new() { Value = _place.Id }, new() { Value = sent.Sequence } },
        };
        return command.ExecuteScalar() is byte[] checksum && checksum.AsSpan().SequenceEqual(sent.Checksum);
    }

    /// <summary>Why an append found nothing to do.</summary>
    private SessionStoreException WhyNot(NpgsqlConnection connection)
    {
        var row = WriterRow.Lock(connection, _names, _place.Id);
        if (row?.Token == _place.Token)
            return Elsewhere(row);
        return _displaced = Displaced(row);
    }

    private SessionStoreException Displaced(WriterRow? row) => row is null
        ? new(SessionStoreFault.Damaged, $"Session '{Session}' has vanished from {_server.Location}: nothing was appended. Open it again to begin it anew.")
        : new(SessionStoreFault.Busy, $"Session '{Session}' in {_server.Location} was taken over by {(row.Writer is { } writer ? $"process {writer.ProcessId} on {writer.Host}" : "another process")}: nothing was appended. Open the session again to write it from here.");

    private SessionStoreException Elsewhere(WriterRow row) =>
        new(SessionStoreFault.Damaged, $"Session '{Session}' in {_server.Location} ends with entry {row.Head.Sequence}, and its writer left it at entry {_head.Sequence}: something else has changed it. {PostgresFaults.WayOut(_server.Location)}");
}
