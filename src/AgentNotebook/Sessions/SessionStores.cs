using System.Collections.Concurrent;
using AgentNotebook.Sessions.Sqlite;

namespace AgentNotebook.Sessions;

/// <summary>The kinds of stores there are in this process, and the way from an address to a store. SQLite is always there.</summary>
/// <remarks>All members may be called from several threads.</remarks>
public static class SessionStores
{
    private static readonly ConcurrentDictionary<string, ISessionStoreProvider> Providers = new([new(StoreAddress.DefaultScheme, new SqliteSessionStoreProvider())]);

    /// <summary>The schemes that are known, sorted.</summary>
    public static IReadOnlyList<string> Schemes => [.. Providers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a kind of store, in the place of one of the same scheme.</summary>
    /// <exception cref="ArgumentException">Its scheme is none.</exception>
    public static void Register(ISessionStoreProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (StoreAddress.Parse(provider.Scheme + ":x") is var read && (read.Scheme != provider.Scheme || read.Place != "x"))
            throw new ArgumentException($"'{provider.Scheme}' is no scheme: write 2 to 32 lower-case letters, digits, '+' and '-', a letter first.", nameof(provider));
        Providers[provider.Scheme] = provider;
    }

    /// <summary>Opens a store for reading and writing, and makes it when it is missing.</summary>
    /// <param name="address">See <see cref="StoreAddress"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="SessionStoreException">Nobody knows its scheme (<see cref="SessionStoreFault.Invalid"/>), or it cannot be opened.</exception>
    public static ISessionStore Open(string address, SessionStoreOptions? options = null)
    {
        var read = StoreAddress.Parse(address);
        return Provider(read).Open(read.Place, options);
    }

    /// <summary>Opens a store for reading only; makes and changes none.</summary>
    /// <inheritdoc cref="Open"/>
    public static ISessionStore OpenReadOnly(string address, SessionStoreOptions? options = null)
    {
        var read = StoreAddress.Parse(address);
        return Provider(read).OpenReadOnly(read.Place, options);
    }

    /// <summary>An address that means the same store whatever folder is current later.</summary>
    /// <param name="address">See <see cref="StoreAddress"/>.</param>
    /// <exception cref="SessionStoreException">Nobody knows its scheme.</exception>
    public static StoreAddress Absolute(string address)
    {
        var read = StoreAddress.Parse(address);
        return Provider(read).HasFiles ? read with { Place = Path.GetFullPath(read.Place) } : read;
    }

    private static ISessionStoreProvider Provider(StoreAddress address) =>
        Providers.TryGetValue(address.Scheme, out var provider)
            ? provider
            : throw new SessionStoreException(SessionStoreFault.Invalid, $"Nothing here opens the store '{address.Shown}': there are {string.Join(", ", Schemes)}. Register a provider with {nameof(SessionStores)}.{nameof(Register)}; or, if it is a file whose name has a colon, write '{StoreAddress.DefaultScheme}:{address.Shown}'.");
}
