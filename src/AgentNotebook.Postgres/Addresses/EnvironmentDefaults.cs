using Npgsql;

namespace AgentNotebook.Postgres.Addresses;

/// <summary>
/// What an address leaves open, taken from libpq's environment variables (PostgreSQL 15, section 34.15). PGUSER, PGPASSWORD, PGPASSFILE,
/// PGSSLROOTCERT, PGSSLCERT and PGSSLKEY are Npgsql's own to read, so that no password passes through here.
/// </summary>
internal static class EnvironmentDefaults
{
    /// <summary>libpq's default on Debian, and what a server there listens at.</summary>
    private const string SocketFolder = "/var/run/postgresql";

    private static readonly (string Variable, string Keyword, string Name)[] Variables =
    [
        ("PGHOST", "host", "Host"),
        ("PGPORT", "port", "Port"),
        ("PGDATABASE", "dbname", "Database"),
        ("PGSSLMODE", "sslmode", "SSL Mode"),
        ("PGCONNECT_TIMEOUT", "connect_timeout", "Timeout"),
        ("PGAPPNAME", "application_name", "Application Name"),
    ];

    public static void Complete(NpgsqlConnectionStringBuilder settings, Func<string, string?> environment)
    {
        foreach (var (variable, keyword, name) in Variables)
        {
            if (!settings.ShouldSerialize(name) && environment(variable) is { Length: > 0 } value)
                LibpqKeywords.Set(settings, keyword, value, $"The environment variable {variable}");
        }

        if (string.IsNullOrEmpty(settings.Host))
            settings.Host = File.Exists($"{SocketFolder}/.s.PGSQL.{settings.Port}") ? SocketFolder : "localhost";
        // As libpq has it: PGUSER, or the name that one is logged in under; the database is named like the user.
        if (string.IsNullOrEmpty(settings.Username))
            settings.Username = environment("PGUSER") is { Length: > 0 } user ? user : Environment.UserName;
        if (string.IsNullOrEmpty(settings.Database))
            settings.Database = settings.Username;
    }
}
