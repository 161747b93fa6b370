using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>Npgsql, set up the way every store needs it.</summary>
internal static class NpgsqlSource
{
    /// <summary>Different statements that a store runs: fewer than this, with room for batches of several lengths.</summary>
    private const int PreparedStatements = 64;

    /// <exception cref="SessionStoreException">The settings contradict each other.</exception>
    public static NpgsqlDataSource Of(NpgsqlConnectionStringBuilder settings, PostgresOptions limits, string location)
    {
        var own = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            // The connection holds the writers' places: it belongs to one store, and ends with it.
            Pooling = false,
            Multiplexing = false,
            Enlist = false,
            PersistSecurityInfo = false,
            IncludeErrorDetail = false,
            LogParameters = false,
        };
        Default("Application Name", () => own.ApplicationName = "agentnb");
        Default("Command Timeout", () => own.CommandTimeout = (int)limits.StatementTimeout.TotalSeconds);
        Default("Max Auto Prepare", () => own.MaxAutoPrepare = PreparedStatements);
        Default("Auto Prepare Min Usages", () => own.AutoPrepareMinUsages = 2);
        // A machine that is gone says nothing; these ask, so that a call comes back.
        Default("TCP Keepalive", () => own.TcpKeepAlive = true);
        Default("TCP Keepalive Time", () => own.TcpKeepAliveTime = 30);
        Default("TCP Keepalive Interval", () => own.TcpKeepAliveInterval = 10);
        try
        {
            var builder = new NpgsqlDataSourceBuilder(own.ConnectionString);
            // Only the server's own types are used, and asking for all others would cost more than the rest of a connection.
            builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
            return builder.Build();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"Cannot open the store {location}: {e.Message}");
        }

        void Default(string keyword, Action set)
        {
            if (!settings.ShouldSerialize(keyword))
                set();
        }
    }
}
