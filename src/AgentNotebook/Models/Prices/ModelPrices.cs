namespace AgentNotebook.Models.Prices;

/// <summary>What models cost: a table that comes with this build, and before it one that the user wrote.</summary>
public sealed class ModelPrices
{
    private static readonly Lazy<ModelPrices> _builtIn = new(() => new ModelPrices([PriceTable.BuiltIn()]));

    private readonly IReadOnlyList<PriceTable> _tables;

    private ModelPrices(IReadOnlyList<PriceTable> tables) => _tables = tables;

    /// <summary>The table of this build alone.</summary>
    public static ModelPrices BuiltIn => _builtIn.Value;

    /// <summary>The table of this build, and before it a file.</summary>
    /// <param name="path">A YAML file of the form of the built-in one: <c>models</c>, a list with <c>name</c>, <c>input</c>, <c>output</c> and, when a price holds for one host only, <c>endpoint</c>; at most 1 MiB.</param>
    /// <exception cref="ModelPricesException">The file cannot be read or is not well formed; names the place.</exception>
    public static ModelPrices Load(string path) => new([PriceTable.Load(path), PriceTable.BuiltIn()]);

    /// <summary>The table of this build and, where there is one, the user's own: <c>agentnb/prices.yaml</c> in <c>XDG_CONFIG_HOME</c>, or else in <c>~/.config</c>.</summary>
    /// <param name="environment">Reads an environment variable; <see langword="null"/> for the process's own.</param>
    /// <exception cref="ModelPricesException">The file cannot be read or is not well formed; names the place.</exception>
    public static ModelPrices ForUser(Func<string, string?>? environment = null) => UserFile(environment ?? Environment.GetEnvironmentVariable) is { } path && File.Exists(path) ? Load(path) : BuiltIn;

    /// <summary>The price of a model.</summary>
    /// <param name="model">Its name, as the endpoint is asked for it.</param>
    /// <param name="endpoint">Where it runs; <see langword="null"/> when that is not known: then no price that holds for one host is taken.</param>
    /// <returns><see langword="null"/> when it is in no table: its price is not known, which is not the same as none.</returns>
    public ModelPrice? Find(string model, Uri? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _tables.Select(table => table.Find(model, endpoint)).FirstOrDefault(price => price is not null);
    }

    /// <summary>Where the user's own table is looked for; <see langword="null"/> where there is no home.</summary>
    internal static string? UserFile(Func<string, string?> environment)
    {
        var folder = environment("XDG_CONFIG_HOME") is { Length: > 0 } config && Path.IsPathRooted(config) ? config
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : environment("APPDATA") is { Length: > 0 } roaming ? roaming
            : null;
        return folder is null ? null : Path.Combine(folder, "agentnb", "prices.yaml");
    }
}
