using System.Text.Json;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>A persistent collection that somebody holds.</summary>
internal sealed class CollectionValue : KeptValue
{
    /// <summary>Bytes of changes below which writing everything anew is not worth while, however small the collection is.</summary>
    private const int LeastChanges = 64 << 10;

    private readonly IPersistentCollection _collection;
    private long _part;
    private long _wholeBytes;
    private long _changeBytes;
    private bool _isWritten;
    private DateTimeOffset? _dirtySince;

    private CollectionValue(string name, IPersistentCollection collection)
        : base(name)
    {
        _collection = collection;
        collection.Keeper = this;
    }

    /// <summary>A collection just assigned.</summary>
    /// <exception cref="SessionStoreException">It, or one of its elements, cannot be kept, or it is another value already.</exception>
    public static CollectionValue Assigned(string name, IPersistentCollection collection, KeptValue? before, DateTimeOffset now)
    {
        if (collection.Keeper is CollectionValue keeper)
        {
            return keeper == before ? keeper : throw new SessionStoreException(
                SessionStoreFault.Invalid,
                $"Session value '{name}' cannot be kept: the collection is kept as '{keeper.Name}' already, and what of it is on the disk is remembered once. Make a copy: new {collection.GetType().Name.Split('`')[0]}<…>(collection).");
        }

        if (collection.WhyNotKept() is { } why)
            throw new SessionStoreException(SessionStoreFault.Invalid, $"Session value '{name}' cannot be kept: {why}");
        // An element that cannot be kept is to be found now, and not at the flush.
        using var trial = new PartWriter(name, collection.Shape, 1, isTrial: true);
        collection.Write(trial, whole: true);
        return new CollectionValue(name, collection) { _dirtySince = now };
    }

    /// <summary>A collection put together from its parts in the journal.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="part">Number of its last part.</param>
    /// <param name="wholeBytes">Bytes of the parts that were written when it was last written whole.</param>
    /// <param name="changeBytes">Bytes of the parts since.</param>
    /// <param name="isWritten">Whether they are in the journal.</param>
    public static CollectionValue Read(string name, IPersistentCollection collection, long part, long wholeBytes, long changeBytes, bool isWritten) =>
        new(name, collection) { _part = part, _wholeBytes = wholeBytes, _changeBytes = changeBytes, _isWritten = isWritten };

    /// <summary>A collection made from a plain value; null when <typeparamref name="T"/> is none.</summary>
    public static CollectionValue? FromJson<T>(string name, byte[] json, bool isClean = true)
    {
        if (!CollectionShape.IsPersistent(typeof(T)))
            return null;
        var collection = (IPersistentCollection)Activator.CreateInstance(typeof(T))!;
        try
        {
            // Not disposed: elements of a list of JSON are parts of it.
            collection.Fill(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ValueJson.MaxDepth * 2 }).RootElement);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"Session value '{name}' cannot be read as {typeof(T)}: {e.Message} Ask for the type it was assigned with, or for {nameof(JsonElement)} to look at it.", e);
        }

        collection.Settle();
        return new CollectionValue(name, collection) { _isWritten = isClean };
    }

    public override object? Get() => _collection;

    public override (T? Value, KeptValue Kept) As<T>()
        where T : default
    {
        if (_collection is T same)
            return (same, this);
        var isClean = !IsDirty();
        var (value, kept) = StoredCollection.Of(Name, _collection).As<T>();
        if (typeof(T) == typeof(JsonElement))
            return (value, this);
        if (kept is CollectionValue other)
        {
            (other._part, other._wholeBytes, other._changeBytes) = (_part, _wholeBytes, _changeBytes);
            other._isWritten = isClean;
            return (value, other);
        }

        return (value, LiveValue.Made(Name, value, isClean));
    }

    public override SessionValue Describe(DateTimeOffset now)
    {
        _dirtySince = IsDirty() ? _dirtySince ?? now : null;
        return new SessionValue(Name, _wholeBytes + _changeBytes, _dirtySince is not null, _dirtySince);
    }

    public override PendingValue? Pending()
    {
        if (!IsDirty())
            return null;
        // Whoever reads it back has to read all of this. Written whole whenever the changes outgrow it, it costs at most twice.
        var whole = !_isWritten || _part == 0 || _changeBytes > Math.Max(_wholeBytes, LeastChanges);
        using var writer = new PartWriter(Name, _collection.Shape, whole ? 1 : _part + 1);
        _collection.Write(writer, whole);
        var entries = writer.Finish();
        return new PendingValue(Name, entries, Content(), () =>
        {
            _collection.Accept();
            var bytes = entries.Sum(entry => (long)entry.Payload.Length);
            (_wholeBytes, _changeBytes) = whole ? (bytes, 0) : (_wholeBytes, _changeBytes + bytes);
            _part = writer.Part;
            _isWritten = true;
            _dirtySince = null;
        });
    }

    /// <summary>The name is given to something else: what of the collection was written is nobody's any more.</summary>
    public override void Release() => _collection.Keeper = null;

    private RecoverableContent Content() => new(true, writer =>
    {
        using var parts = new PartWriter(Name, _collection.Shape, 1);
        _collection.Write(parts, whole: true);
        writer.WriteStartArray();
        foreach (var entry in parts.Finish())
            writer.WriteRawValue(entry.Payload, skipInputValidation: true);
        writer.WriteEndArray();
    });

    private bool IsDirty() => !_isWritten || _collection.HasChanged();
}
