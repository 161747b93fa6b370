using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Kernel.Messaging;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Kernel.History;

/// <summary>
/// What the user's kernels ran, in one SQLite file for all of them. It serves consoles, not experiments: a write that fails is logged and
/// the cell runs all the same; nothing waits for the disk.
/// </summary>
internal sealed class HistoryStore : IDisposable
{
    private const int MostEntries = 100_000;

    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly KernelLog _log;
    private SqliteConnection? _connection;
    private int _session;
    private Task _writing = Task.CompletedTask;

    /// <summary>Opens nothing yet: the first use does.</summary>
    /// <param name="path">The file; <see langword="null"/> keeps the history in memory, for this kernel alone.</param>
    /// <param name="log">Told of what cannot be written.</param>
    public HistoryStore(string? path, KernelLog log) => (_path, _log) = (path, log);

    /// <summary>Keeps a cell; written in the background.</summary>
    public void Add(int line, string input)
    {
        lock (_gate)
        {
            _writing = _writing.ContinueWith(_ => Write(line, input), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>The last entries of all sessions, the oldest of them first.</summary>
    public IReadOnlyList<HistoryEntry> Tail(int count) =>
        Read("SELECT * FROM (SELECT session, line, input, id FROM history ORDER BY id DESC LIMIT $n) ORDER BY id", ("$n", count));

    /// <summary>Entries of one session.</summary>
    /// <param name="session">Its number; 0 is this one, and a negative number counts back from it.</param>
    /// <param name="start">The first line.</param>
    /// <param name="stop">The line after the last.</param>
    /// <param name="count">The most entries.</param>
    public IReadOnlyList<HistoryEntry> Range(int session, int start, int stop, int count) =>
        Read("SELECT session, line, input FROM history WHERE session = CASE WHEN $s > 0 THEN $s ELSE $own + $s END AND line >= $a AND line < $b ORDER BY id LIMIT $n", ("$s", session), ("$a", start), ("$b", stop), ("$n", count));

    /// <summary>The last entries that match a pattern, the oldest of them first.</summary>
    /// <param name="pattern">Text in which <c>*</c> stands for any text and <c>?</c> for any character.</param>
    /// <param name="unique">Whether the same code counts once, at its latest place.</param>
    /// <param name="count">The most entries.</param>
    public IReadOnlyList<HistoryEntry> Search(string pattern, bool unique, int count)
    {
        // In GLOB a bracket begins a set; Jupyter's patterns have none.
        var glob = Regex.Replace(pattern, @"\[", "[[]");
        var grouped = unique ? "GROUP BY input" : "";
        var id = unique ? "MAX(id)" : "id";
        return Read($"SELECT * FROM (SELECT session, line, input, {id} AS place FROM history WHERE input GLOB $p {grouped} ORDER BY place DESC LIMIT $n) ORDER BY place", ("$p", glob), ("$n", count));
    }

    /// <summary>Waits for what is being written.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _writing.Wait(TimeSpan.FromSeconds(2));
            _connection?.Dispose();
        }
    }

    private IReadOnlyList<HistoryEntry> Read(string sql, params (string Name, object Value)[] parameters)
    {
        Task writing;
        lock (_gate)
        {
            writing = _writing;
        }

        // What was run before is there to be found.
        writing.Wait();
        try
        {
            using var command = Connection().CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$own", _session);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            using var rows = command.ExecuteReader();
            var entries = new List<HistoryEntry>();
            while (rows.Read())
            {
                entries.Add(new HistoryEntry(rows.GetInt32(0), rows.GetInt32(1), rows.GetString(2)));
            }

            return entries;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException)
        {
            throw new RequestException($"The history in {_path ?? "memory"} cannot be read: {exception.Message}");
        }
    }

    private void Write(int line, string input)
    {
        try
        {
            using var command = Connection().CreateCommand();
            command.CommandText = "INSERT INTO history (session, line, input) VALUES ($s, $l, $i); DELETE FROM history WHERE id <= (SELECT MAX(id) FROM history) - $most";
            command.Parameters.AddWithValue("$s", _session);
            command.Parameters.AddWithValue("$l", line);
            command.Parameters.AddWithValue("$i", input);
            command.Parameters.AddWithValue("$most", MostEntries);
            command.ExecuteNonQuery();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            _log.Write($"the history cannot be written to {_path ?? "memory"}: {exception.Message}");
        }
    }

    private SqliteConnection Connection()
    {
        if (_connection is not null)
        {
            return _connection;
        }

        if (_path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path ?? ":memory:", Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            // Losing the last lines to a power cut is no harm here.
            Execute(connection, """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = OFF;
                CREATE TABLE IF NOT EXISTS sessions (id INTEGER PRIMARY KEY AUTOINCREMENT);
                CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL, line INTEGER NOT NULL, input TEXT NOT NULL);
                """);
            _session = Convert.ToInt32(Execute(connection, "INSERT INTO sessions DEFAULT VALUES RETURNING id"), CultureInfo.InvariantCulture);
            return _connection = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
