using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Sessions.Salvage;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Events;

/// <summary>Turns events into journal entries and back. The entry's kind selects the event; no type name is ever read from a file.</summary>
public static class RunEventCodec
{
    /// <summary>The kind of the entry with which a run begins.</summary>
    internal const string StartKind = "run-started";

    /// <summary>The kinds of the entries that tell the state a run is in.</summary>
    internal static readonly string[] StateKinds = [StartKind, TransitionKind, RewindKind];

    private const string TransitionKind = "transition";
    private const string RewindKind = "run-rewound";
    private const int Version = 1;

    private static readonly Dictionary<string, Type> _types = new()
    {
        [StartKind] = typeof(RunStarted),
        ["run-resumed"] = typeof(RunResumed),
        [TransitionKind] = typeof(Transitioned),
        ["model-asked"] = typeof(ModelAsked),
        ["model-answered"] = typeof(ModelAnswered),
        ["attempt-finished"] = typeof(AttemptFinished),
        ["fault"] = typeof(FaultMet),
        ["controller-stopped"] = typeof(ControllerStopped),
        ["controller-intervened"] = typeof(ControllerIntervened),
        ["human-answered"] = typeof(HumanAnswered),
        [RewindKind] = typeof(RunRewound),
        ["memory-observed"] = typeof(MemoryObserved),
        ["gpu-memory"] = typeof(GpuMemoryRead),
    };

    private static readonly Dictionary<Type, string> _kinds = _types.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The journal entry of an event.</summary>
    public static JournalDraft Encode(string run, RunEvent happened) =>
        new(run, _kinds[happened.GetType()], Version, JsonSerializer.Serialize(happened, happened.GetType(), _json));

    /// <summary>The kinds of entries that runs are made of.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. _types.Keys];

    /// <summary>Whether an entry is a run's.</summary>
    public static bool IsOfRun(JournalEntry entry) => _types.ContainsKey(entry.Kind);

    /// <summary>The event of a journal entry, or <see langword="null"/> when the entry is not a run's.</summary>
    /// <exception cref="SessionStoreException">The entry is a run's, but its payload or version is not one this version reads.</exception>
    public static RunEvent? Decode(JournalEntry entry)
    {
        if (!_types.TryGetValue(entry.Kind, out var type))
        {
            return null;
        }

        if (entry.Version > Version)
        {
            throw new SessionStoreException(
                SessionStoreFault.NewerVersion,
                $"Entry {entry.Sequence} ({entry.Kind}) has version {entry.Version}; this agentnb reads up to {Version}. Update agentnb.");
        }

        try
        {
            return (RunEvent?)JsonSerializer.Deserialize(entry.Payload, type, _json) ?? throw new JsonException("The payload is null.");
        }
        catch (JsonException exception)
        {
            throw new SessionStoreException(
                SessionStoreFault.Damaged,
                $"Entry {entry.Sequence} ({entry.Kind}) cannot be read: {exception.Message} {DamageAdvice.General}",
                exception);
        }
    }
}
