namespace AgentNotebook.Sessions;

/// <summary>A kind of store, to be registered with <see cref="SessionStores"/>. One in an assembly of its own needs a public constructor without parameters to be found.</summary>
public interface ISessionStoreProvider
{
    /// <summary>What stands before the colon of its addresses: lower case, see <see cref="StoreAddress.Scheme"/>.</summary>
    string Scheme { get; }

    /// <summary>Whether places are paths, of which a relative one begins in the current folder.</summary>
    bool HasFiles { get; }

    /// <summary>Opens a store for reading and writing, and makes it when it is missing.</summary>
    /// <param name="place">What stands behind the colon.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="SessionStoreException">It cannot be opened; nothing was changed.</exception>
    ISessionStore Open(string place, SessionStoreOptions? options = null);

    /// <summary>Opens a store for reading only; makes and changes none.</summary>
    /// <inheritdoc cref="Open"/>
    ISessionStore OpenReadOnly(string place, SessionStoreOptions? options = null);
}
