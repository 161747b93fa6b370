using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>One line of what the attacker prints.</summary>
internal sealed record Message
{
    private static readonly JsonSerializerOptions _options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The level that was asked for.</summary>
    public SandboxLevel Level { get; init; }

    /// <summary>Why nothing is run at the level.</summary>
    public string? NotRun { get; init; }

    /// <summary>One probe has been run.</summary>
    public AttackRecord? Record { get; init; }

    /// <summary>Everything at the level has been run; what was left behind.</summary>
    public IReadOnlyList<string>? Leftovers { get; init; }

    /// <summary>A long mixed run is over.</summary>
    public SoakReport? Soak { get; init; }

    internal static Message Read(string line) => JsonSerializer.Deserialize<Message>(line, _options)!;

    internal void Print() => Console.WriteLine(JsonSerializer.Serialize(this, _options));
}
