using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Running;

/// <summary>Opens what <c>--store</c> names; a kind that is unknown is looked for in the providers' folders first.</summary>
internal static class Stores
{
    /// <summary>What to write for a store, in the help.</summary>
    public const string HelpName = "FILE|SCHEME:PLACE";

    public static ISessionStore Open(string address, SessionStoreOptions? options = null)
    {
        var store = SessionStores.Open(Known(address), options);
        if (store.Warning is { } warning)
            Console.Error.WriteLine($"agentnb: {warning}");
        return store;
    }

    public static ISessionStore OpenReadOnly(string address) => SessionStores.OpenReadOnly(Known(address));

    /// <summary>The same store, whatever folder is current later.</summary>
    public static string Absolute(string address) => SessionStores.Absolute(Known(address)).ToString();

    private static string Known(string address)
    {
        var read = StoreAddress.Parse(address);
        var scheme = read.Scheme;
        if (SessionStores.Schemes.Contains(scheme) || ProviderFolders.Load(scheme) is not { } looked)
            return address;
        throw new SessionStoreException(
            SessionStoreFault.Invalid,
            $"There is no provider for '{scheme}:' stores, only for {string.Join(", ", SessionStores.Schemes)}. Looked in {looked}. "
            + $"Put one there ('dotnet publish PROJECT -o {Path.Combine(AppContext.BaseDirectory, "providers", scheme)}'; AgentNotebook's own are in src/providers of its repository), or name its folder in {ProviderFolders.Variable}. "
            + $"If it is a file whose name has a colon, write '{StoreAddress.DefaultScheme}:{read.Shown}'.");
    }
}
