using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>
/// A PostgreSQL server in a scratch folder, at a port of its own on loopback. It ends with this process, however that ends: a shell waits for
/// the end of its standard input, which this process holds.
/// </summary>
internal sealed class ScratchPostgres : IDisposable
{
    private const string Owner = "agentnb";

    // PostgreSQL refuses to run as root; this user has no files of its own.
    private const string Unprivileged = "nobody";

    private const string Watch =
        """
        exec 2>/dev/null
        folder=$1; shift
        "$@" </dev/null >>"$folder/log" 2>&1 &
        server=$!
        echo $server
        cat >/dev/null
        kill -QUIT $server
        wait $server
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-pg-");
    private readonly string[] _settings;
    private Process? _watcher;
    private int _databases;

    private ScratchPostgres(string[] settings)
    {
        _settings = settings;
        Port = FreePort();
    }

    public int Port { get; }

    /// <summary>The server's own number.</summary>
    public int Id { get; private set; }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Makes a cluster and starts its server.</summary>
    /// <param name="access">Lines of <c>pg_hba.conf</c> that come before the one that lets everybody on this machine in.</param>
    /// <param name="settings">Settings beside the usual ones, as <c>name=value</c>.</param>
    public static ScratchPostgres Start(string access = "", params string[] settings)
    {
        var instance = new ScratchPostgres(settings);
        try
        {
            instance.Own(instance._folder.FullName);
            Run([.. AsUser, Program("initdb"), "-D", instance.Data, "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
            instance.PutFile("pg_hba.conf", access + "host all all 127.0.0.1/32 trust\n");
            instance.Begin();
            return instance;
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    /// <summary>A connection string for the store.</summary>
    /// <param name="database">The database.</param>
    /// <param name="port">Another port, as of a proxy.</param>
    public string Place(string database, int? port = null) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Username={Owner};Database={database};Timeout=120");

    /// <summary>A new, empty database.</summary>
    public string CreateDatabase()
    {
        var name = $"db{Interlocked.Increment(ref _databases)}";
        Execute($"CREATE DATABASE {name}");
        return name;
    }

    public void DropDatabase(string name) => Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Runs a statement as the cluster's owner.</summary>
    /// <returns>The first column of the first row.</returns>
    public object? Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(Place(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return command.ExecuteScalar();
    }

    /// <summary>Ends all connections to a database from the server's side.</summary>
    public void EndConnections(string database) =>
        Execute($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()");

    /// <summary>Starts the server, again after it has ended.</summary>
    public void Begin()
    {
        var waited = Stopwatch.StartNew();
        while (!TryBegin())
        {
            // The former server's children let go of its memory a moment after it was killed.
            if (waited.Elapsed > Patience)
            {
                throw new IOException($"The PostgreSQL server does not start:\n{Log()}");
            }
        }
    }

    /// <summary>SIGKILL: nothing is written any more, and its children end when they notice.</summary>
    public void Kill()
    {
        Run("kill", "-KILL", Text(Id));
        End();
    }

    /// <summary>Waits for its end after a signal that asks for it; <c>INT</c> ends connections and writes everything, <c>QUIT</c> drops all at once.</summary>
    public void Stop(string signal = "INT")
    {
        Run("kill", $"-{signal}", Text(Id));
        while (IsRunning())
        {
            // It is no child of this process, so no event tells of its end.
            Thread.Sleep(10);
        }

        End();
    }

    /// <summary>Puts a file into the data folder, instead of the one of that name.</summary>
    public void PutFile(string name, string text)
    {
        var file = Path.Combine(Data, name);
        File.WriteAllText(file, text);
        Own(file);
    }

    public string Log() => File.Exists(Path.Combine(_folder.FullName, "log")) ? File.ReadAllText(Path.Combine(_folder.FullName, "log")) : "";

    public void Dispose()
    {
        End();
        _folder.Delete(recursive: true);
    }

    /// <summary>Lets the server's user have a file or a folder.</summary>
    public void Own(string path)
    {
        if (IsRoot)
        {
            Run("chown", Unprivileged, path);
        }
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsUser => IsRoot ? ["setpriv", $"--reuid={Unprivileged}", $"--regid={Group}", "--clear-groups"] : [];

    private static string Group => File.ReadLines("/etc/passwd").First(line => line.StartsWith(Unprivileged + ":", StringComparison.Ordinal)).Split(':')[3];

    private bool TryBegin()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Text(Port)}", $"unix_socket_directories={_folder.FullName}", "shared_buffers=16MB", "max_connections=40",
            "autovacuum=off", "max_wal_size=256MB", "log_min_messages=warning", .. _settings,
        ];
        var start = new ProcessStartInfo("sh", ["-c", Watch, "sh", _folder.FullName, .. AsUser, Program("postgres"), "-D", Data, .. settings.SelectMany(setting => new[] { "-c", setting })])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        _watcher = Process.Start(start)!;
        Id = int.Parse(_watcher.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience;)
        {
            try
            {
                Execute("SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                if (!IsRunning())
                {
                    break;
                }

                // No event tells that a server on a socket is ready.
                Thread.Sleep(20);
            }
        }

        End();
        return false;
    }

    private bool IsRunning()
    {
        try
        {
            // A zombie has ended; only the shell has not noticed.
            return !File.ReadAllText($"/proc/{Text(Id)}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void End()
    {
        if (_watcher is null)
        {
            return;
        }

        try
        {
            _watcher.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        _watcher.WaitForExit();
        _watcher.Dispose();
        _watcher = null;
    }

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException($"{command[0]} ends with {process.ExitCode}: {errors}{output.Result}");
        }
    }

    private static string Program(string name) => Path.Combine(PostgresPrograms.Folder!, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
