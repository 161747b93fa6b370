using System.Text.Json;

namespace AgentNotebook.Sessions.Values;

/// <summary>One value of a session: the live object once somebody has it, until then the JSON that was read.</summary>
internal sealed class KeptValue
{
    private readonly string _name;
    private byte[]? _json;
    private object? _live;
    private byte[]? _cleanHash;
    private DateTimeOffset? _dirtySince;

    private KeptValue(string name) => _name = name;

    /// <summary>A value read from the journal. Clean.</summary>
    public static KeptValue Read(string name, byte[] json) => new(name) { _json = json };

    /// <summary>A value just assigned.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object to keep.</param>
    /// <param name="before">What had the name until now, so that assigning what is there already leaves it clean.</param>
    /// <param name="now">The time.</param>
    public static KeptValue Assigned(string name, object? value, KeptValue? before, DateTimeOffset now) =>
        new(name) { _live = value, _cleanHash = before?.CleanHash(), _dirtySince = now };

    /// <summary>The object, or its JSON as a <see cref="JsonElement"/> when nobody has said yet what type it is.</summary>
    public object? Get()
    {
        if (_json is null)
            return _live;
        var element = Get<JsonElement>();
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>The object as <typeparamref name="T"/>. One of another type is converted, and what it became is kept from then on.</summary>
    public T? Get<T>()
    {
        if (_json is null && _live is T live)
            return live;
        if (_json is null && _live is null)
            return default;
        // Nothing is nothing as a number too, as it was before the session was closed.
        if (_json is not null && typeof(T) != typeof(JsonElement) && _json.AsSpan().SequenceEqual("null"u8))
            return default;
        var dirty = IsDirty(Serialize());
        var made = ValueJson.Deserialize<T>(_name, Serialize());
        // An element cannot change and says nothing of the type that is wanted, so the JSON is kept for whoever asks next.
        if (typeof(T) == typeof(JsonElement))
            return made;
        (_live, _json) = (made, null);
        // A type that leaves members out must not make the value dirty by being asked for: the next flush would drop them.
        if (!dirty)
            _cleanHash = ValueJson.CanonicalHash(Serialize());
        return made;
    }

    /// <summary>The value as JSON, as it is now.</summary>
    public byte[] Serialize() => _json ?? ValueJson.Serialize(_name, _live);

    /// <summary>Whether <paramref name="json"/>, which this value is now, differs from what was last flushed.</summary>
    public bool IsDirty(byte[] json) => _json is null && (_cleanHash is null || !ValueJson.CanonicalHash(json).AsSpan().SequenceEqual(_cleanHash));

    public void Flushed(byte[] json)
    {
        if (_json is null)
            _cleanHash = ValueJson.CanonicalHash(json);
        _dirtySince = null;
    }

    public SessionValue Describe(DateTimeOffset now)
    {
        try
        {
            var json = Serialize();
            _dirtySince = IsDirty(json) ? _dirtySince ?? now : null;
            return new SessionValue(_name, json.Length, _dirtySince is not null, _dirtySince);
        }
        catch (SessionStoreException e)
        {
            _dirtySince ??= now;
            return new SessionValue(_name, 0, true, _dirtySince, e.Message);
        }
    }

    private byte[]? CleanHash() => _json is null ? _cleanHash : ValueJson.CanonicalHash(_json);
}
