using System.Collections.Concurrent;
using System.Diagnostics;
using AgentNotebook.Postgres.Reading;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Journals;

/// <summary>
/// The one writer's place of a session: a row that names the writer by a token, and an advisory lock that lives as long as its connection.
/// Each append looks at the token, so a writer that was taken for dead and is not can do no harm.
/// </summary>
/// <param name="Id">The session's key.</param>
/// <param name="Token">Random, and new for every writer.</param>
/// <param name="Head">Where the session ended when the place was taken.</param>
/// <param name="State">The server, as it was connected to then.</param>
internal sealed record WriterPlace(int Id, string Token, SessionHead Head, ServerState State)
{
    // A place of this process that is not among these was meant to be given back and could not be.
    private static readonly ConcurrentDictionary<string, bool> Held = new();

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Whether a token is that of an open journal of this process.</summary>
    public static bool IsHeldHere(string token) => Held.ContainsKey(token);

    /// <summary>Takes the place, creating the session when there is none of that name. Waits as long as the busy timeout for a connection that is ending.</summary>
    public static WriterPlace Take(PostgresServer server, StoreNames names, string session, SessionStoreOptions options)
    {
        var token = Guid.NewGuid().ToString("N");
        Held[token] = true;
        try
        {
            return Admitted<WriterPlace>(server, $"open session '{session}'", session, token, options, keepsLock: true, (connection, admission) =>
            {
                var row = WriterRow.Lock(connection, names, session) ?? Create(connection, names, session, options.Time);
                if (admission.Enter(row) is { } refusal)
                    return (null, refusal);
                Record(connection, names, server.State, row.Id, token);
                return (new WriterPlace(row.Id, token, row.Head, server.State), null);
            });
        }
        catch
        {
            Held.TryRemove(token, out _);
            throw;
        }
    }

    /// <summary>Removes a session that nobody writes, with its entries.</summary>
    public static void Delete(PostgresServer server, StoreNames names, string session, SessionStoreOptions options)
    {
        var wasThere = false;
        Admitted<string>(server, $"delete session '{session}'", session, "", options, keepsLock: false, (connection, admission) =>
        {
            if (WriterRow.Lock(connection, names, session) is not { } row)
            {
                // Asked again after a lost connection, it was this call that removed it.
                return wasThere ? (session, null) : throw SessionRow.NotFound(connection, names, session, server.Location);
            }

            if (admission.Enter(row) is { } refusal)
                return (null, refusal);
            wasThere = true;
            Execute(connection, $"DELETE FROM {names.Entry} WHERE session = $1", row.Id);
            Execute(connection, $"DELETE FROM {names.Session} WHERE id = $1", row.Id);
            return (session, null);
        });
    }

    /// <summary>Writes down who has the place, and at which connection.</summary>
    public static void Record(NpgsqlConnection connection, StoreNames names, ServerState state, int session, string token)
    {
        var writer = WriterIdentity.Current;
        Execute(
            connection,
            $"UPDATE {names.Session} SET writer = $2, writer_pid = $3, writer_started = $4, writer_host = $5, writer_boot = $6, writer_space = $7, writer_backend = $8, writer_server = $9 WHERE id = $1",
            session, token, writer.ProcessId, writer.Started, writer.Host, writer.Boot, writer.Space, state.Backend, state.Started);
    }

    /// <summary>Frees the place, unless another writer has it by now. Throws nothing: a connection that ends frees it too.</summary>
    /// <param name="server">The server.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="isDisplaced">Whether it is known that another writer has it.</param>
    public void GiveBack(PostgresServer server, StoreNames names, string session, bool isDisplaced)
    {
        if (isDisplaced)
        {
            Held.TryRemove(Token, out _);
            return;
        }

        server.TryOnce($"close session '{session}'", connection =>
        {
            Execute(connection, $"UPDATE {names.Session} SET writer = NULL WHERE id = $1 AND writer = $2", Id, Token);
            SessionLock.GiveBack(connection, SessionLock.Key(server.State, Id));
        });
        Held.TryRemove(Token, out _);
    }

    private static T Admitted<T>(PostgresServer server, string action, string session, string token, SessionStoreOptions options, bool keepsLock, Func<NpgsqlConnection, Admission, (T? Result, Refusal? Refusal)> enter)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var (result, refusal) = server.Write(action, connection => InTransaction(connection, new Admission(connection, server.State, token, options), keepsLock, enter));
            if (refusal is null)
                return result!;
            if (!refusal.MayPass || watch.Elapsed >= options.BusyTimeout)
                throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{session}' in {server.Location} is being written by {refusal.Why}");
            Thread.Sleep(Pause);
        }
    }

    private static (T? Result, Refusal? Refusal) InTransaction<T>(NpgsqlConnection connection, Admission admission, bool keepsLock, Func<NpgsqlConnection, Admission, (T? Result, Refusal? Refusal)> enter)
    {
        var isKept = false;
        try
        {
            using var transaction = connection.BeginTransaction();
            var outcome = enter(connection, admission);
            if (outcome.Refusal is null)
            {
                transaction.Commit();
                isKept = keepsLock;
            }

            return outcome;
        }
        finally
        {
            // The transaction's end does not free it.
            if (!isKept)
                admission.GiveBack();
        }
    }

    private static WriterRow Create(NpgsqlConnection connection, StoreNames names, string session, TimeProvider time)
    {
        var now = EntryTime.ToMicroseconds(time.GetUtcNow());
        // Another process may be making it at this moment: then its row is waited for, and taken as it is.
        Execute(
            connection,
            $"INSERT INTO {names.Session} (name, created, last_written, last_sequence, last_checksum, bytes) VALUES ($1, $2, $2, 0, $3, 0) ON CONFLICT (name) DO NOTHING",
            session, now, EntryChecksum.First(session, now));
        return WriterRow.Lock(connection, names, session)
            ?? throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{session}' is being deleted by another process. Try again.");
    }

    private static void Execute(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }
}
