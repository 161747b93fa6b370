using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>A value as it was read: from the journal, then nobody has the object and it is clean without a look, or from a recovery file.</summary>
internal sealed class StoredValue : KeptValue
{
    private readonly byte[] _json;
    private DateTimeOffset? _dirtySince;

    /// <summary>A value from the journal.</summary>
    public StoredValue(string name, byte[] json)
        : base(name) => _json = json;

    /// <summary>A value from a recovery file, which is not in the journal yet.</summary>
    public static StoredValue Recovered(string name, byte[] json, DateTimeOffset now) => new(name, json) { _dirtySince = now };

    public override object? Get()
    {
        var element = ValueJson.Deserialize<JsonElement>(Name, _json);
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    public override (T? Value, KeptValue Kept) As<T>()
        where T : default
    {
        // An element cannot change and says nothing of the type that is wanted, so the JSON is kept for whoever asks next.
        if (typeof(T) == typeof(JsonElement))
            return (ValueJson.Deserialize<T>(Name, _json), this);
        // Nothing is nothing as a number too, as it was before the session was closed.
        if (_json.AsSpan().SequenceEqual("null"u8))
            return (default, this);
        if (CollectionValue.FromJson<T>(Name, _json, _dirtySince is null) is { } collection)
            return ((T)collection.Get()!, collection);
        var made = ValueJson.Deserialize<T>(Name, _json);
        return (made, LiveValue.Made(Name, made, _dirtySince is null));
    }

    public override SessionValue Describe(DateTimeOffset now) => new(Name, _json.Length, _dirtySince is not null, _dirtySince);

    public override PendingValue? Pending() => _dirtySince is null
        ? null
        : new PendingValue(Name, [ValueEntry.Draft(Name, _json)], ValueEntry.Content(_json), () => _dirtySince = null);

    public override UInt128? CleanHash() => _dirtySince is null ? CanonicalHasher.Of(_json) : null;
}
