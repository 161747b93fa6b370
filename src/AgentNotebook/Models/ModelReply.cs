using System.Text.Json.Serialization;

namespace AgentNotebook.Models;

/// <summary>What every answer of a model carries.</summary>
public abstract record ModelReply
{
    /// <summary>The model that answered, as it calls itself; empty for one that has but one name.</summary>
    public string Model { get; init; } = "";

    /// <summary>What the call cost; <see langword="null"/> for a model that is not paid and not counted.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>What was said on the wire, for a recording; empty for a model without one.</summary>
    [JsonIgnore]
    public IReadOnlyList<ModelMessage> Exchange { get; init; } = [];
}
