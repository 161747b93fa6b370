using System.Text.Json;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>A message from a front end, found to be signed and well formed.</summary>
internal sealed class JupyterMessage
{
    /// <summary>The routing frames it came with; an answer takes them back.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Identities { get; init; }

    /// <summary>The header as it was sent; everything that answers carries it as its parent.</summary>
    public required ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Names the message.</summary>
    public required string Id { get; init; }

    /// <summary>What it asks for, such as <c>execute_request</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Names the message it answers; empty when it answers none.</summary>
    public required string ParentId { get; init; }

    /// <summary>Its metadata, an object.</summary>
    public required JsonElement Metadata { get; init; }

    /// <summary>Its content, an object.</summary>
    public required JsonElement Content { get; init; }

    /// <summary>Binary data beside the content.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Buffers { get; init; }

    /// <summary>A text of the content.</summary>
    /// <exception cref="RequestException">It is there and no text, or it is not there and has no fallback.</exception>
    public string Text(string name, string? fallback = null) => Find(name) switch
    {
        null => fallback ?? throw new RequestException($"{Type} has no '{name}'."),
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw new RequestException($"{Type}: '{name}' has to be text, not {value.ValueKind}."),
    };

    /// <summary>A truth value of the content.</summary>
    /// <exception cref="RequestException">It is there and no truth value.</exception>
    public bool Flag(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw new RequestException($"{Type}: '{name}' has to be true or false, not {value.ValueKind}."),
    };

    /// <summary>A whole number of the content; <see langword="null"/> when it is not there.</summary>
    /// <exception cref="RequestException">It is there and no whole number.</exception>
    public int? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        { } => throw new RequestException($"{Type}: '{name}' has to be a whole number."),
    };

    /// <summary>A part of the content; <see langword="null"/> when it is not there or null.</summary>
    public JsonElement? Find(string name) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
