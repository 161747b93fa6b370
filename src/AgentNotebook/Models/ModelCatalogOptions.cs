using AgentNotebook.Models.Chat;
using AgentNotebook.Models.OpenAi;
using AgentNotebook.Models.Repair;

namespace AgentNotebook.Models;

/// <summary>What a <see cref="ModelCatalog"/> makes its models with.</summary>
public sealed record ModelCatalogOptions
{
    /// <summary>Limits of the repair model.</summary>
    public RepairModelOptions? Repair { get; init; }

    /// <summary>Limits and habits of chat models.</summary>
    public ChatModelOptions Chat { get; init; } = new();

    /// <summary>What an endpoint may send.</summary>
    public OpenAiLimits Endpoint { get; init; } = new();

    /// <summary>A price table that goes before the built-in one.</summary>
    /// <value>Default <see langword="null"/>: the user's own, where there is one (<see cref="Prices.ModelPrices.ForUser"/>).</value>
    public string? PricesFile { get; init; }

    /// <summary>Reads an environment variable.</summary>
    /// <value>Default: of this process.</value>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
