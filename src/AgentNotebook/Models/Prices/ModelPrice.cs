namespace AgentNotebook.Models.Prices;

/// <summary>What a model costs.</summary>
/// <param name="Name">Its name; one that ends in <c>*</c> stands for all names that begin so.</param>
/// <param name="Input">US dollars for a million tokens read.</param>
/// <param name="Output">US dollars for a million tokens written.</param>
/// <param name="Endpoint">The host it holds for; <see langword="null"/> for every one.</param>
/// <param name="Table">The table it stands in: a path, or the built-in one with its date.</param>
public sealed record ModelPrice(string Name, decimal Input, decimal Output, string? Endpoint, string Table)
{
    private const decimal Million = 1_000_000m;

    /// <summary>What a call costs, in US dollars.</summary>
    public decimal Of(long inputTokens, long outputTokens) => (inputTokens * Input + outputTokens * Output) / Million;

    /// <summary>How many characters of a model's name this price names; <see langword="null"/> when it is not the price of that model at that endpoint.</summary>
    internal int? Fit(string model, Uri? endpoint)
    {
        if (Endpoint is not null && !Endpoint.Equals(endpoint?.Host, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Name.EndsWith('*')
            ? model.StartsWith(Name[..^1], StringComparison.OrdinalIgnoreCase) ? Name.Length - 1 : null
            : model.Equals(Name, StringComparison.OrdinalIgnoreCase) ? Name.Length + 1 : null;
    }
}
