using System.Text.Json;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>A persistent collection as it was read, from the journal or a recovery file: its parts, put together when somebody asks for it.</summary>
internal sealed class StoredCollection : KeptValue
{
    private readonly List<CollectionPart> _parts = [];
    private readonly string _shape;
    private long _last;
    private long _wholeBytes;
    private long _bytes;
    private bool _more;
    private bool _isWhole = true;
    private DateTimeOffset? _dirtySince;

    private StoredCollection(string name, string shape)
        : base(name) => _shape = shape;

    /// <summary>What a value is after one more of its parts. A part that does not follow on the one before breaks it.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="before">What it was until now; null when there is none of that name.</param>
    /// <param name="entry">The part's payload.</param>
    /// <param name="place">The entry it stands in.</param>
    public static KeptValue Follow(string name, KeptValue? before, JsonElement entry, string place)
    {
        var shape = entry.TryGetProperty(CollectionShape.List, out var part) ? CollectionShape.List
            : entry.TryGetProperty(CollectionShape.Dictionary, out part) ? CollectionShape.Dictionary
            : throw new JsonException("It is a part of neither a list nor a dictionary.");
        var number = part.GetProperty("part").GetInt64();
        var more = part.TryGetProperty("more", out var flag) && flag.GetBoolean();
        var reset = part.TryGetProperty("reset", out flag) && flag.GetBoolean();
        if (reset != (number == 1))
            throw new JsonException($"It is part {number} of a {shape}, and only part 1 begins one.");
        if (reset)
            before = new StoredCollection(name, shape);
        if (before is StoredCollection collection && collection._shape == shape && collection._last + 1 == number)
        {
            collection.Add(new CollectionPart(place, entry.GetRawText()), more);
            return collection;
        }

        return before as BrokenValue ?? new BrokenValue(name, $"{place} is part {number} of it, and the part before is missing, as when a damaged store was salvaged. Assign it anew, or remove it.");
    }

    /// <summary>A collection from a recovery file, which is not in the journal yet.</summary>
    public static KeptValue Recovered(string name, JsonElement parts, string place, DateTimeOffset now)
    {
        KeptValue? value = null;
        foreach (var part in parts.EnumerateArray())
        {
            if (part.GetProperty("name").GetString() != name)
                throw new JsonException($"A part of '{name}' bears another name.");
            value = Follow(name, value, part, place);
        }

        if (value is not StoredCollection { _more: false } collection)
            throw new JsonException($"Parts of '{name}' are missing.");
        collection._dirtySince = now;
        return collection;
    }

    /// <summary>A collection that is not in the journal, by the parts that would be written.</summary>
    public static StoredCollection Of(string name, IPersistentCollection collection)
    {
        using var writer = new PartWriter(name, collection.Shape, 1);
        collection.Write(writer, whole: true);
        var stored = new StoredCollection(name, collection.Shape);
        foreach (var entry in writer.Finish())
            stored.Add(new CollectionPart($"Session value '{name}'", entry.Payload), more: false);
        return stored;
    }

    public override object? Get() => As<JsonElement>().Value;

    public override (T? Value, KeptValue Kept) As<T>()
        where T : default
    {
        if (_more)
            throw new SessionStoreException(SessionStoreFault.Damaged, $"Session value '{Name}' cannot be read: {Unfinished()}");
        if (CollectionShape.IsPersistent(typeof(T)))
        {
            var collection = (IPersistentCollection)Activator.CreateInstance(typeof(T))!;
            if (collection.Shape != _shape)
                throw new SessionStoreException(SessionStoreFault.Invalid, $"Session value '{Name}' is a persistent {_shape} and cannot be read as {typeof(T)}.");
            ApplyTo(collection);
            collection.Settle();
            return ((T)collection, CollectionValue.Read(Name, collection, _dirtySince is null ? _last : 0, _wholeBytes, _bytes - _wholeBytes, _dirtySince is null));
        }

        var plain = PlainJson();
        var made = ValueJson.Deserialize<T>(Name, plain);
        return (made, typeof(T) == typeof(JsonElement) ? this : LiveValue.Made(Name, made, _dirtySince is null));
    }

    public override SessionValue Describe(DateTimeOffset now) => new(Name, _bytes, _dirtySince is not null, _dirtySince, _more ? Unfinished() : null);

    public override PendingValue? Pending() => _dirtySince is null ? null : new PendingValue(
        Name,
        _parts.ConvertAll(part => new JournalDraft("", ValueEntry.Kind, PartWriter.Version, part.Payload)),
        new RecoverableContent(true, WriteParts),
        () => _dirtySince = null);

    private void Add(CollectionPart part, bool more)
    {
        _parts.Add(part);
        _last++;
        _bytes += part.Payload.Length;
        if (_isWhole)
            _wholeBytes = _bytes;
        _isWhole &= more;
        _more = more;
    }

    private void WriteParts(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var part in _parts)
            writer.WriteRawValue(part.Payload, skipInputValidation: true);
        writer.WriteEndArray();
    }

    private byte[] PlainJson()
    {
        IPersistentCollection collection = _shape == CollectionShape.List ? new PersistentList<JsonElement>() : new PersistentDictionary<string, JsonElement>();
        ApplyTo(collection);
        return ValueJson.Whole(collection);
    }

    private void ApplyTo(IPersistentCollection collection)
    {
        foreach (var part in _parts)
        {
            try
            {
                // Not disposed: elements of a list of JSON are parts of it.
                var document = JsonDocument.Parse(part.Payload, new JsonDocumentOptions { MaxDepth = ValueJson.MaxDepth * 2 });
                collection.Apply(document.RootElement.GetProperty(_shape));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or NotSupportedException or ArgumentException)
            {
                throw new SessionStoreException(SessionStoreFault.Invalid, $"{part.Place} is a part of session value '{Name}' and cannot be read as {collection.GetType()}: {e.Message} Ask for the type it was assigned with, or for {nameof(JsonElement)} to look at it.", e);
            }
        }
    }

    private string Unfinished() => $"its last part, in {_parts[^1].Place}, says that more of the same flush follows, and nothing does, as when a damaged store was salvaged. Assign it anew, or remove it.";
}
