using System.Diagnostics;
using AgentNotebook.Postgres.Addresses;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>
/// One connection to the server, the gate that lets one thread use it at a time, and errors in the store's words. A connection that is lost
/// is made again, and what had a place at the former one takes it up before anything else is done.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const int MostLosses = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly NpgsqlDataSource _source;
    private readonly Handshake _handshake;
    private readonly TimeSpan _patience;
    private readonly List<IRejoins> _places = [];
    private NpgsqlConnection? _connection;
    private ServerState? _state;
    private bool _disposed;

    private PostgresServer(PostgresAddress address, NpgsqlDataSource source, Handshake handshake, bool writes, TimeSpan patience)
    {
        Location = address.Location;
        IsReadOnly = !writes;
        (_source, _handshake, _patience) = (source, handshake, patience);
    }

    public string Location { get; }

    public bool IsReadOnly { get; }

    /// <summary>What the server said of itself at the last connection.</summary>
    public ServerState State => _state!;

    /// <summary>Connects, and makes the store where it is missing and may be made.</summary>
    /// <exception cref="SessionStoreException">It cannot be opened.</exception>
    public static PostgresServer Open(PostgresAddress address, Schema.StoreNames names, bool writes, SessionStoreOptions options, PostgresOptions limits)
    {
        var source = NpgsqlSource.Of(address.Settings, limits, address.Location);
        var server = new PostgresServer(address, source, new Handshake(names, address.Location, writes, options.BusyTimeout), writes, limits.Patience);
        try
        {
            lock (server._gate)
                server.Connect("open the store", isFirst: true, options.BusyTimeout);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="body"/> alone on the connection, and again on a new one when that is lost.</summary>
    /// <param name="action">What it does, for an error's text: <c>read session 'x'</c>.</param>
    /// <param name="body">Leaves no reader open, and may be run again after it was run to an unknown end.</param>
    public T Run<T>(string action, Func<NpgsqlConnection, T> body)
    {
        lock (_gate)
        {
            for (var losses = 1; ; losses++)
            {
                var connection = Connected(action);
                try
                {
                    return body(connection);
                }
                catch (SessionStoreException)
                {
                    throw;
                }
                catch (Exception e)
                {
                    // After the server's own refusal the connection is as good as before; after anything else nobody knows.
                    var isLost = connection.State != System.Data.ConnectionState.Open || LostConnection.IsSaidBy(e);
                    if (isLost || e is not PostgresException)
                        Drop();
                    if (isLost && losses < MostLosses)
                        continue;
                    if (e is NpgsqlException or IOException or InvalidCastException or InvalidOperationException or OverflowException or FormatException or ArgumentException)
                        throw PostgresFaults.Translate(e, Location, action);
                    throw;
                }
            }
        }
    }

    /// <summary>As <see cref="Run"/>, for what writes.</summary>
    public T Write<T>(string action, Func<NpgsqlConnection, T> body) => IsReadOnly
        ? throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot {action} in {Location}: the store was opened for reading only. Open it for writing.")
        : Run(action, body);

    /// <summary>Runs <paramref name="body"/> when there is a connection or one can be made at once, for what is tried and not waited for.</summary>
    public void TryOnce(string action, Action<NpgsqlConnection> body)
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            try
            {
                if (_connection is not { State: System.Data.ConnectionState.Open })
                    Connect(action, isFirst: false, TimeSpan.Zero);
                body(_connection!);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException or SessionStoreException)
            {
                // The connection may hold what was to be given back; its end gives it back.
                Drop();
            }
        }
    }

    /// <summary>Adds what is to be taken up again on each new connection.</summary>
    public void Add(IRejoins place)
    {
        lock (_gate)
            _places.Add(place);
    }

    public void Remove(IRejoins place)
    {
        lock (_gate)
            _places.Remove(place);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            Drop();
            _source.Dispose();
        }
    }

    private NpgsqlConnection Connected(string action)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(PostgresSessionStore));
        if (_connection is not { State: System.Data.ConnectionState.Open })
            Connect(action, isFirst: false, _patience);
        return _connection!;
    }

    /// <summary>Connects, and tries again for a while where another try may help.</summary>
    private void Connect(string action, bool isFirst, TimeSpan patience)
    {
        var (watch, pause) = (Stopwatch.StartNew(), FirstPause);
        while (true)
        {
            Drop();
            try
            {
                var connection = _source.CreateConnection();
                _connection = connection;
                connection.Open();
                _state = _handshake.Prepare(connection, mayMake: isFirst);
                foreach (var place in _places)
                    place.Rejoin(connection, _state);
                return;
            }
            catch (Exception e) when (!isFirst && watch.Elapsed < patience && (LostConnection.MayPass(e) || (LostConnection.IsSaidBy(e) && e is PostgresException { SqlState: "57P01" })))
            {
                Wait();
            }
            catch (PostgresException e) when (isFirst && watch.Elapsed < patience && LostConnection.MayPass(e))
            {
                // It is there, and may take this connection in a moment: it starts, or others are about to leave.
                Wait();
            }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException or InvalidOperationException or ArgumentException or NotSupportedException or InvalidCastException)
            {
                Drop();
                throw PostgresFaults.Translate(e, Location, action);
            }
            catch
            {
                Drop();
                throw;
            }
        }

        void Wait()
        {
            var left = patience - watch.Elapsed;
            if (left > TimeSpan.Zero)
                Thread.Sleep(pause < left ? pause : left);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Drop()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // It is broken: there is nothing to say goodbye to.
        }

        _connection = null;
    }
}
