using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// A statement that is prepared once and run many times without the provider between: on the way of an append, its parameters and
/// readers cost more time than SQLite itself. Used with the file's lock held.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Sets parameter <paramref name="index"/>, counted from 1, until it is set again.</summary>
    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(_statement, index, value));

    /// <inheritdoc cref="Bind(int, long)"/>
    public SqliteStatement Bind(int index, string value) => Checked(raw.sqlite3_bind_text(_statement, index, value));

    /// <summary>Sets a text that is UTF-8 already.</summary>
    public SqliteStatement BindText(int index, ReadOnlySpan<byte> utf8) => Checked(raw.sqlite3_bind_text(_statement, index, utf8));

    /// <inheritdoc cref="Bind(int, long)"/>
    public SqliteStatement BindBlob(int index, ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(_statement, index, value));

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        try
        {
            while (Next())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Whether there is another row. <see cref="Reset"/> must follow the last one that is read.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return result == raw.SQLITE_ROW;
        Check(result);
        return false;
    }

    // What it says is what the failed step said already.
    public void Reset() => raw.sqlite3_reset(_statement);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <returns>Null for SQL's NULL.</returns>
    public string? Text(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Checked(int result)
    {
        Check(result);
        return this;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
