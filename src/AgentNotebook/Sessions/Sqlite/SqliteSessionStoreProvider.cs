namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Stores in SQLite files: <c>sqlite:PATH</c>, or a bare path.</summary>
internal sealed class SqliteSessionStoreProvider : ISessionStoreProvider
{
    public string Scheme => StoreAddress.DefaultScheme;

    public bool HasFiles => true;

    public ISessionStore Open(string place, SessionStoreOptions? options = null) => SqliteSessionStore.Open(place, options);

    public ISessionStore OpenReadOnly(string place, SessionStoreOptions? options = null) => SqliteSessionStore.OpenReadOnly(place, options);
}
