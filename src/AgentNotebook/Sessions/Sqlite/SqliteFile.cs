using System.Globalization;
using AgentNotebook.Sessions.Salvage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>One open store file: a connection, the lock that lets one thread use it at a time, and errors in the store's words.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();
    private readonly SqliteLogRoom _room;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private bool _disposed;

    public SqliteFile(string path, SqliteConnection connection, bool isReadOnly)
    {
        Path = path;
        _connection = connection;
        IsReadOnly = isReadOnly;
        _room = new SqliteLogRoom(path + "-wal");
        // IMMEDIATE takes the write lock now: one that is taken at the first write fails without waiting when another writer came between.
        _begin = new SqliteStatement(connection.Handle!, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection.Handle!, "COMMIT");
    }

    public string Path { get; }

    public bool IsReadOnly { get; }

    /// <summary>Sets up a connection the way every store needs it. Reads nothing of the file yet.</summary>
    public static SqliteConnection Connect(string dataSource, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = dataSource,
            Mode = mode,
            // A pooled connection would keep the file open, and its lock, after the store is disposed.
            Pooling = false,
            ForeignKeys = true,
            // The provider repeats a locked command for this many seconds on top of SQLite's own wait; 0 would be for ever.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)busyTimeout.TotalMilliseconds);
            // What is larger was not written by a store: the largest payload, and room for the row around it.
            raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, JournalRules.PayloadBytes + (1 << 20));
            // trusted_schema and cell_size_check: the file may come from anywhere, so its schema may run no functions, and a page
            // that contradicts itself is an error rather than a guess. fullfsync: on macOS fsync leaves bytes in the disk's cache.
            Execute(connection, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>A command to be kept and used again; parameters are set by name.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        // The provider's connection keeps a list of its commands, and is not made for several threads.
        lock (_gate)
        {
            var command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            return command;
        }
    }

    /// <summary>A statement to be kept and used again in <see cref="Write"/>.</summary>
    public SqliteStatement Prepare(string sql)
    {
        lock (_gate)
            return new SqliteStatement(_connection.Handle!, sql);
    }

    /// <summary>Ends commands or statements that were kept.</summary>
    public void Release(params ReadOnlySpan<IDisposable> commands)
    {
        lock (_gate)
        {
            foreach (var command in commands)
                command.Dispose();
        }
    }

    /// <summary>Runs <paramref name="body"/> alone on the connection.</summary>
    /// <param name="action">What it does, for an error's text: <c>read session 'x'</c>.</param>
    /// <param name="body">Called with the lock held; may call back into this object.</param>
    public T Read<T>(string action, Func<T> body)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteSessionStore));
            try
            {
                return body();
            }
            catch (SqliteException e)
            {
                throw SqliteFaults.Translate(e, Path, action);
            }
            catch (Exception e) when (e is InvalidCastException or InvalidOperationException or OverflowException)
            {
                throw new SessionStoreException(SessionStoreFault.Damaged, $"Cannot {action} in {Path}: the file is damaged ({e.Message}). {DamageAdvice.For(Path)}", e);
            }
        }
    }

    /// <summary>Runs <paramref name="body"/> in a transaction that is on the disk when this returns, or leaves no trace when it throws.</summary>
    public T Write<T>(string action, Func<T> body) => Alone(action, () =>
    {
        _begin.Run();
        try
        {
            _room.Provide();
            var result = body();
            _commit.Run();
            return result;
        }
        finally
        {
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
        }
    });

    /// <summary>Runs <paramref name="body"/>, which writes but opens its own transactions.</summary>
    public T Alone<T>(string action, Func<T> body) => IsReadOnly
        ? throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot {action} in {Path}: the store was opened for reading only. Open it for writing.")
        : Read(action, body);

    /// <summary>Runs a statement that gives nothing, with the lock held.</summary>
    // Not through the provider, which would go on trying after the busy timeout has passed.
    public void Step(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _begin.Dispose();
            _commit.Dispose();
            _connection.Dispose();
        }
    }
}
