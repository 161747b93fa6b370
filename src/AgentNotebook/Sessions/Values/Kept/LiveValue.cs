using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>An object that somebody holds and may change at any time.</summary>
internal sealed class LiveValue : KeptValue
{
    private readonly object? _live;
    private ValueLook _look;
    private UInt128? _cleanHash;
    private DateTimeOffset? _dirtySince;

    private LiveValue(string name, object? live, ValueLook look)
        : base(name)
    {
        _live = live;
        _look = look;
    }

    /// <summary>A value just assigned.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object to keep.</param>
    /// <param name="before">What had the name until now, so that assigning what is there already leaves it clean.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="SessionStoreException">It cannot be kept.</exception>
    public static LiveValue Assigned(string name, object? value, KeptValue? before, DateTimeOffset now)
    {
        // Part of a document that its owner will dispose.
        if (value is JsonElement element)
            value = element.Clone();
        return new LiveValue(name, value, ValueJson.Write(name, value)) { _cleanHash = before?.CleanHash(), _dirtySince = now };
    }

    /// <summary>A value made from another form of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object made.</param>
    /// <param name="isClean">Whether its other form was clean. A type that leaves members out must not make the value dirty by being asked for: the next flush would drop them.</param>
    /// <param name="cleanHash">Else the hash of what was last flushed.</param>
    public static LiveValue Made(string name, object? value, bool isClean, UInt128? cleanHash = null)
    {
        var look = ValueJson.Write(name, value);
        return new LiveValue(name, value, look) { _cleanHash = isClean ? look.Hash : cleanHash };
    }

    public override object? Get() => _live;

    public override (T? Value, KeptValue Kept) As<T>()
        where T : default
    {
        if (_live is T live)
            return (live, this);
        if (_live is null)
            return (default, this);
        var isClean = Look().Hash == _cleanHash;
        var json = ValueJson.Serialize(Name, _live);
        if (CollectionValue.FromJson<T>(Name, json, isClean) is { } collection)
            return ((T)collection.Get()!, collection);
        var made = ValueJson.Deserialize<T>(Name, json);
        // An element cannot change and says nothing of the type that is wanted.
        return (made, typeof(T) == typeof(JsonElement) ? this : Made(Name, made, isClean, _cleanHash));
    }

    public override SessionValue Describe(DateTimeOffset now)
    {
        try
        {
            var look = Look();
            _dirtySince = look.Hash == _cleanHash ? null : _dirtySince ?? now;
            return new SessionValue(Name, look.Bytes, _dirtySince is not null, _dirtySince);
        }
        catch (SessionStoreException e)
        {
            _dirtySince ??= now;
            return new SessionValue(Name, 0, true, _dirtySince, e.Message);
        }
    }

    public override PendingValue? Pending()
    {
        var isKnown = LooksAsBefore();
        if (isKnown && _look.Hash == _cleanHash)
            return null;
        var json = isKnown ? ValueJson.Text(_live) : [];
        // What changed while it was written, or since it was last looked at, is looked at anew.
        if (!isKnown || !LooksAsBefore())
        {
            using var text = new MemoryStream();
            _look = ValueJson.Write(Name, _live, text);
            if (_look.Hash == _cleanHash)
                return null;
            json = text.ToArray();
        }

        var written = _look.Hash;
        return new PendingValue(Name, [ValueEntry.Draft(Name, json)], ValueEntry.Content(json), () =>
        {
            _cleanHash = written;
            _dirtySince = null;
        });
    }

    public override UInt128? CleanHash() => _cleanHash;

    private ValueLook Look() => LooksAsBefore() ? _look : _look = ValueJson.Write(Name, _live);

    private bool LooksAsBefore() => _look.Fingerprint is { } fingerprint && fingerprint.Matches(_live);
}
