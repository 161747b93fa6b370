using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>Stores in LiteDB files: <c>litedb:PATH</c>. In a notebook, <c>SessionStores.Register(new LiteDbSessionStoreProvider())</c> makes them known.</summary>
public sealed class LiteDbSessionStoreProvider : ISessionStoreProvider
{
    internal const string SchemeName = "litedb";

    /// <summary><c>litedb</c></summary>
    public string Scheme => SchemeName;

    /// <summary>Always.</summary>
    public bool HasFiles => true;

    /// <inheritdoc/>
    public ISessionStore Open(string place, SessionStoreOptions? options = null) => LiteDbSessionStore.Open(place, options);

    /// <inheritdoc/>
    public ISessionStore OpenReadOnly(string place, SessionStoreOptions? options = null) => LiteDbSessionStore.OpenReadOnly(place, options);
}
