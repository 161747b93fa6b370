using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>Tells an error after which the server's answer is not known from one that is its answer.</summary>
internal static class LostConnection
{
    /// <summary>Whether a connection that threw this is of no more use, and whether a commit that was sent was done is open.</summary>
    public static bool IsSaidBy(Exception error) => error switch
    {
        // A statement's error aborts its transaction, and says so; a fatal one ends the connection, maybe after a commit.
        PostgresException said => said.InvariantSeverity is "FATAL" or "PANIC" || said.SqlState.StartsWith("08", StringComparison.Ordinal) || said.SqlState is "57P01" or "57P02" or "57P03",
        NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether it may be another try that connects: the server starts, restarts, or is full.</summary>
    public static bool MayPass(Exception error) => error switch
    {
        PostgresException said => said.SqlState is "57P03" or "57P01" or "57P02" or "53300",
        NpgsqlException { InnerException: System.Security.Authentication.AuthenticationException } => false,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException or AggregateException } => true,
        NpgsqlException failed => failed.IsTransient,
        IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };
}
