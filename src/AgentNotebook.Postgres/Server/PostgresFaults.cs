using System.Net.Sockets;
using System.Security.Authentication;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>Errors of the server and of the way to it, in the store's words. SQLSTATEs: PostgreSQL 15, appendix A.</summary>
internal static class PostgresFaults
{
    private const string SequenceLimitExceeded = "2200H";
    private const string Safe = "what was acknowledged before is safe";

    /// <param name="error">What was thrown. It holds no password: Npgsql's errors name none.</param>
    /// <param name="location">The store.</param>
    /// <param name="action">What was being done, such as <c>append to session 'x'</c>.</param>
    public static SessionStoreException Translate(Exception error, string location, string action)
    {
        var what = $"Cannot {action} in {location}: ";
        return error switch
        {
            SessionStoreException own => own,
            PostgresException said => Said(said, what),
            _ when Inner<AuthenticationException>(error) is { } tls => New(SessionStoreFault.ReadOnly, error,
                what + $"the encrypted connection cannot be made ({Sentence(tls.Message)}). See PGSSLMODE and PGSSLROOTCERT, or 'sslmode' and 'sslrootcert' in the address."),
            NpgsqlException when error.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => New(SessionStoreFault.ReadOnly, error,
                what + "the server wants a password and none was given. Put it into the password file (PGPASSFILE, ~/.pgpass), into PGPASSWORD or into the connection string."),
            _ when Inner<SocketException>(error) is { } socket => New(SessionStoreFault.DiskFailure, error,
                what + $"the server cannot be reached ({Sentence(socket.Message)}). See that it runs and that host and port are right; {Safe}."),
            _ when Inner<TimeoutException>(error) is not null => New(SessionStoreFault.DiskFailure, error,
                what + $"the server did not answer in time. See that it runs and is not overloaded; {Safe}."),
            NpgsqlException or IOException => New(SessionStoreFault.DiskFailure, error,
                what + $"the connection to the server was lost ({Sentence(error.Message)}). See that it runs; {Safe}."),
            _ => New(SessionStoreFault.Damaged, error, what + $"the store is damaged ({Sentence(error.Message)}). {WayOut(location)}"),
        };
    }

    /// <summary>What to do about a damaged store.</summary>
    public static string WayOut(string location) =>
        $"'agentnb sessions verify --store \"{location}\"' lists all that is wrong, 'agentnb sessions export --store \"{location}\"' keeps what is intact; or restore a backup of the database.";

    private static SessionStoreException Said(PostgresException said, string what)
    {
        var words = Sentence(said.MessageText);
        return said.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Fault(SessionStoreFault.ReadOnly,
                $"the server refuses the login ({words}). Check the user, and the password where it is kept: the password file (PGPASSFILE, ~/.pgpass), PGPASSWORD or the connection string"),
            PostgresErrorCodes.InvalidCatalogName => Fault(SessionStoreFault.NotFound, $"{words}. Make it with 'createdb', or name another"),
            PostgresErrorCodes.InsufficientPrivilege => Fault(SessionStoreFault.ReadOnly, $"the user may not do that ({words}). Let the database's owner grant it, or make the schema for this user"),
            PostgresErrorCodes.ReadOnlySqlTransaction => Fault(SessionStoreFault.ReadOnly, $"the server takes no writes ({words}). Name the primary, or open the store for reading only"),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => Fault(SessionStoreFault.Damaged, $"a table of the store is missing or another ({words}). Restore a backup of the database"),
            PostgresErrorCodes.DiskFull => Fault(SessionStoreFault.DiskFailure, $"the server's disk is full ({words}). Free some space there and try again; {Safe}"),
            PostgresErrorCodes.TooManyConnections => Whole($"the server has no connection left ({words}). End some, or raise its max_connections"),
            PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError => Fault(SessionStoreFault.DiskFailure, $"the server failed ({words}). Look into its log; {Safe}"),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ObjectInUse =>
                Whole($"another process holds it locked ({words}). Wait for it, end it, or raise the busy timeout"),
            PostgresErrorCodes.QueryCanceled => Whole($"the server cancelled the statement ({words}). Try again; {Safe}"),
            PostgresErrorCodes.CannotConnectNow => Whole($"the server is starting or ending ({words}). Try again in a moment"),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Fault(SessionStoreFault.Damaged, $"the server found its files damaged ({words}). Restore a backup of the database"),
            SequenceLimitExceeded => Fault(SessionStoreFault.Invalid, "the store has had as many sessions as it takes. Use another schema"),
            _ when said.SqlState.StartsWith("08", StringComparison.Ordinal) || said.SqlState.StartsWith("57P", StringComparison.Ordinal) =>
                Fault(SessionStoreFault.DiskFailure, $"the server ended the connection ({words}). See that it runs; {Safe}"),
            _ => Fault(SessionStoreFault.DiskFailure, $"the server says: {words} ({said.SqlState}). Look into its log; {Safe}"),
        };

        SessionStoreException Fault(SessionStoreFault fault, string why) => New(fault, said, what + why + ".");

        SessionStoreException Whole(string why) => new(SessionStoreFault.Busy, what + why + ".", said) { IsWholeStore = true };
    }

    private static SessionStoreException New(SessionStoreFault fault, Exception error, string message) => new(fault, message, error);

    private static string Sentence(string text) => text.TrimEnd('.', ' ', '\n');

    private static T? Inner<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
                return found;
            if (error is AggregateException several)
                return several.InnerExceptions.Select(Inner<T>).FirstOrDefault(found => found is not null);
        }

        return null;
    }
}
