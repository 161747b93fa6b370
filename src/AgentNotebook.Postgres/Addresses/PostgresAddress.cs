using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Addresses;

/// <summary>Where a store is: the server, the database and the schema. No record, because one would show the password when it is printed.</summary>
internal sealed class PostgresAddress
{
    public const string DefaultSchema = "agentnotebook";

    // PostgreSQL, "Identifiers and Key Words": NAMEDATALEN - 1.
    private const int SchemaBytes = 63;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings, string schema)
    {
        Settings = settings;
        Schema = schema;
        Location = Describe(settings, schema);
    }

    /// <summary>How to connect, with the password where it was given in the address.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>The schema that holds the store's tables.</summary>
    public string Schema { get; }

    /// <summary>The store as one may name it again; never with the password.</summary>
    public string Location { get; }

    /// <summary>Reads what stands behind <c>postgres:</c>. What it leaves open comes from libpq's environment variables.</summary>
    /// <param name="place">A URI, a connection string, or the name of a service or a database.</param>
    /// <param name="environment">Gives environment variables.</param>
    /// <exception cref="SessionStoreException">It cannot be read. The message repeats nothing that may be a password.</exception>
    public static PostgresAddress Parse(string place, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = Read(place.Trim(), environment);
            EnvironmentDefaults.Complete(settings, environment);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException or NotSupportedException)
        {
            // Not the text itself, nor what was thrown: either may hold the password.
            throw new SessionStoreException(
                SessionStoreFault.Invalid,
                "The PostgreSQL address cannot be read. Write a URI like 'postgres://me@db.example/runs', or keywords and values like 'postgres:Host=db.example;Database=runs;Username=me', with a semicolon between them. What it holds is not repeated here, because it may hold a password.");
        }

        var schema = SchemaOf(settings.SearchPath);
        // All names that this code uses are qualified; what else is in the database has no say.
        settings.SearchPath = null;
        return new PostgresAddress(settings, schema);
    }

    private static NpgsqlConnectionStringBuilder Read(string place, Func<string, string?> environment)
    {
        if (ConnectionUri.IsOne(place))
            return ConnectionUri.Read(place, environment);
        if (place.Contains('=', StringComparison.Ordinal))
            return new NpgsqlConnectionStringBuilder(place);
        if (ServiceFile.Find(place, environment) is { } service)
            return service;
        return new NpgsqlConnectionStringBuilder { Database = place };
    }

    private static string SchemaOf(string? searchPath)
    {
        var first = (searchPath ?? "").Split(',')[0].Trim().Trim('"');
        if (first.Length == 0)
            return DefaultSchema;
        if (first.StartsWith("pg_", StringComparison.Ordinal) || System.Text.Encoding.UTF8.GetByteCount(first) > SchemaBytes || first.Any(c => char.IsControl(c) || c is '"' or '$'))
            throw new SessionStoreException(SessionStoreFault.Invalid, $"The schema '{new string([.. first.Where(c => !char.IsControl(c)).Take(SchemaBytes)])}' of the search path is no name for a store's: give 1 to {SchemaBytes} bytes without '\"' and '$' that do not begin with 'pg_'.");
        return first;
    }

    private static string Describe(NpgsqlConnectionStringBuilder settings, string schema)
    {
        var isSocket = settings.Host!.StartsWith('/');
        var query = new List<string>();
        if (isSocket)
            query.Add($"host={settings.Host}");
        if (isSocket && settings.Port != NpgsqlConnection.DefaultPort)
            query.Add($"port={settings.Port}");
        if (schema != DefaultSchema)
            query.Add($"search_path={Uri.EscapeDataString(schema)}");
        var user = settings.Username is { Length: > 0 } name ? Uri.EscapeDataString(name) + "@" : "";
        var hosts = isSocket ? "" : string.Join(',', settings.Host.Split(',').Select(host => Host(host.Trim(), settings.Port)));
        return $"{PostgresSessionStoreProvider.SchemeName}://{user}{hosts}/{Uri.EscapeDataString(settings.Database ?? "")}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}";
    }

    private static string Host(string host, int port)
    {
        var isBareIPv6 = host.Count(c => c == ':') > 1 && !host.Contains(']', StringComparison.Ordinal);
        var named = isBareIPv6 ? $"[{host}]" : host;
        var hasPort = !isBareIPv6 && host.LastIndexOf(':') > host.LastIndexOf(']');
        return hasPort || port == NpgsqlConnection.DefaultPort ? named : $"{named}:{port}";
    }
}
