using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres;

/// <summary>
/// Stores in PostgreSQL: <c>postgres:NAME</c> with a service or a database, <c>postgres://USER@HOST/DATABASE</c>, or
/// <c>postgres:Host=…;Database=…</c>. In a notebook, <c>SessionStores.Register(new PostgresSessionStoreProvider())</c> makes them known.
/// </summary>
public sealed class PostgresSessionStoreProvider : ISessionStoreProvider
{
    internal const string SchemeName = "postgres";

    /// <summary>The other way in which libpq's URIs begin.</summary>
    internal const string OtherSchemeName = "postgresql";

    /// <summary><c>postgres</c>, or <c>postgresql</c> when made with it: URIs begin with either.</summary>
    /// <value>Default <c>postgres</c>.</value>
    public string Scheme { get; init; } = SchemeName;

    /// <summary>Never: a place is a server's.</summary>
    public bool HasFiles => false;

    /// <summary>Makes both schemes known in this process.</summary>
    public static void Register()
    {
        SessionStores.Register(new PostgresSessionStoreProvider());
        SessionStores.Register(new PostgresSessionStoreProvider { Scheme = OtherSchemeName });
    }

    /// <inheritdoc/>
    public ISessionStore Open(string place, SessionStoreOptions? options = null) => PostgresSessionStore.Open(place, options);

    /// <inheritdoc/>
    public ISessionStore OpenReadOnly(string place, SessionStoreOptions? options = null) => PostgresSessionStore.OpenReadOnly(place, options);
}
