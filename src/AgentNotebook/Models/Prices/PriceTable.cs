using System.Globalization;
using System.Text;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Models.Prices;

/// <summary>One file of prices.</summary>
internal sealed class PriceTable
{
    private const int MaximumBytes = 1 << 20;
    private const decimal MaximumPrice = 1_000_000m;

    private readonly IReadOnlyList<ModelPrice> _prices;

    private PriceTable(string asOf, IReadOnlyList<ModelPrice> prices) => (AsOf, _prices) = (asOf, prices);

    /// <summary>The date of the prices; empty when the file does not tell.</summary>
    public string AsOf { get; }

    public int Count => _prices.Count;

    public static PriceTable BuiltIn()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.yaml") ?? throw new InvalidOperationException("This build lacks its price table.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "built-in prices");
    }

    /// <exception cref="ModelPricesException">It cannot be read, is too large or is not well formed.</exception>
    public static PriceTable Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var buffer = new byte[MaximumBytes + 1];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read <= MaximumBytes
                ? Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer, 0, read).TrimStart('\uFEFF'), path)
                : throw new ModelPricesException($"{path}: The price table is larger than {MaximumBytes} bytes.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new ModelPricesException($"{path}: The price table is not UTF-8 text.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ModelPricesException($"{path}: The price table cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="ModelPricesException">It is not well formed.</exception>
    public static PriceTable Parse(string yaml, string file)
    {
        try
        {
            var root = new PlaybookMap(file, "The price table", new PlaybookReader(file, "price table", "a list named 'models'").Read(yaml), "as-of", "models");
            var models = root.Value("models");
            var items = models.Items ?? throw root.At(models, $"'models' must be a list, not {models.Form}.");
            var asOf = root.Has("as-of") ? root.Text("as-of").Trim() : "";
            var table = asOf.Length == 0 ? file : $"{file} of {asOf}";
            return new PriceTable(asOf, Distinct(items, [.. items.Select((item, i) => Price(file, $"Price {i + 1}", item, table))], root));
        }
        catch (PlaybookException exception)
        {
            throw new ModelPricesException(exception.Message, exception);
        }
    }

    /// <summary>The price of a model: of those that fit, the one that names most of it, and of these one for its host.</summary>
    public ModelPrice? Find(string model, Uri? endpoint) => _prices
        .Select(price => (price, fit: price.Fit(model, endpoint)))
        .Where(found => found.fit is not null)
        .OrderByDescending(found => found.fit)
        .ThenByDescending(found => found.price.Endpoint is not null)
        .Select(found => found.price)
        .FirstOrDefault();

    private static ModelPrice Price(string file, string what, PlaybookNode node, string table)
    {
        var map = new PlaybookMap(file, what, node, "name", "input", "output", "endpoint");
        var name = map.Text("name").Trim();
        return name.TrimEnd('*').Length < name.Length - 1 || name.TrimEnd('*').Contains('*', StringComparison.Ordinal)
            ? throw map.At(map.Value("name"), $"'name' of {what} may have one '*', at its end.")
            : new ModelPrice(name, Dollars(map, what, "input"), Dollars(map, what, "output"), map.Has("endpoint") ? Host(map, what) : null, table);
    }

    private static decimal Dollars(PlaybookMap map, string what, string key)
    {
        var value = map.Value(key);
        return decimal.TryParse(value.Scalar, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars <= MaximumPrice
            ? dollars
            : throw map.At(value, $"'{key}' of {what} must be a number of US dollars for a million tokens, from 0 to {MaximumPrice:0}, such as 2.50.");
    }

    private static string Host(PlaybookMap map, string what)
    {
        var host = map.Text("endpoint").Trim();
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            ? host
            : throw map.At(map.Value("endpoint"), $"'endpoint' of {what} must be the name of a host, such as api.openai.com, without scheme, port and path.");
    }

    private static IReadOnlyList<ModelPrice> Distinct(IReadOnlyList<PlaybookNode> nodes, IReadOnlyList<ModelPrice> prices, PlaybookMap root)
    {
        var seen = new HashSet<(string, string?)>();
        for (var i = 0; i < prices.Count; i++)
        {
            if (!seen.Add((prices[i].Name.ToUpperInvariant(), prices[i].Endpoint?.ToUpperInvariant())))
            {
                throw root.At(nodes[i], $"There are two prices for '{prices[i].Name}'. Keep one.");
            }
        }

        return prices;
    }
}
