using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>
/// Writes changes of a persistent collection as journal entries: the parts of the collection, numbered from 1 since it was last
/// written whole, cut where they get long.
/// </summary>
/// <remarks>
/// A list's part: <c>{"name":"log","list":{"part":2,"splices":[{"at":10,"remove":1,"items":[…]}]}}</c>; splices apply one after the
/// other. A dictionary's: <c>{"name":"map","dictionary":{"part":2,"removed":[keys],"set":[{"key":…,"value":…}]}}</c>. <c>"reset":true</c>
/// stands in part 1, before which there is nothing; <c>"more":true</c> in a part that is not the last of its flush.
/// </remarks>
internal sealed class PartWriter : IDisposable
{
    /// <summary>Version of a value entry that holds a part.</summary>
    public const int Version = 2;

    /// <summary>Bytes after which an entry is ended and the next begun.</summary>
    private const int PartBytes = 4 << 20;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly List<JournalDraft> _entries = [];
    private readonly string _shape;
    private readonly bool _isTrial;
    private string? _section;

    /// <param name="name">The value's name.</param>
    /// <param name="shape">The collection's kind.</param>
    /// <param name="part">Number of the first part; 1 for a collection written whole.</param>
    /// <param name="isTrial">Whether nothing is to be kept, because it is only to be seen whether it can be written.</param>
    public PartWriter(string name, string shape, long part, bool isTrial = false)
    {
        Name = name;
        _isTrial = isTrial;
        _shape = shape;
        Part = part;
        _json = new Utf8JsonWriter(_buffer, ValueJson.WriterOptions);
        Begin();
    }

    public string Name { get; }

    /// <summary>Number of the last part.</summary>
    public long Part { get; private set; }

    /// <summary>Notes that items of a list were replaced.</summary>
    /// <param name="at">Where, counted after all changes before this one.</param>
    /// <param name="remove">How many are taken out.</param>
    /// <param name="items">What comes in their place.</param>
    /// <param name="index">Index of the first of them, for messages.</param>
    public void Splice<T>(int at, int remove, IEnumerable<T> items, int index)
    {
        Section("splices");
        BeginSplice(at, remove);
        foreach (var item in items)
        {
            if (IsLong)
            {
                EndSplice();
                Cut();
                Section("splices");
                BeginSplice(at, 0);
            }

            Item(item, index++);
            at++;
        }

        EndSplice();
    }

    /// <summary>Notes that a dictionary's key is gone.</summary>
    public void Removed<TKey>(TKey key)
    {
        CutWhenLong();
        Section("removed");
        Item(key, key);
    }

    /// <summary>Notes what a dictionary's key has now.</summary>
    public void Set<TKey, TValue>(TKey key, TValue value)
    {
        CutWhenLong();
        Section("set");
        _json.WriteStartObject();
        _json.WritePropertyName("key");
        Item(key, key);
        _json.WritePropertyName("value");
        Item(value, key);
        _json.WriteEndObject();
    }

    /// <summary>The entries to append.</summary>
    public IReadOnlyList<JournalDraft> Finish()
    {
        End(more: false);
        return _entries;
    }

    public void Dispose() => _json.Dispose();

    private bool IsLong => _buffer.WrittenCount + _json.BytesPending > PartBytes;

    private void Item<T, TKey>(T item, TKey key) => ValueJson.WriteItem(Name, _json, item, key);

    private void CutWhenLong()
    {
        if (IsLong)
            Cut();
    }

    private void Cut()
    {
        End(more: true);
        Part++;
        Begin();
    }

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _section = null;
        _json.WriteStartObject();
        _json.WriteString("name", Name);
        _json.WriteStartObject(_shape);
        _json.WriteNumber("part", Part);
        if (Part == 1)
            _json.WriteBoolean("reset", true);
    }

    private void End(bool more)
    {
        Section(null);
        if (more)
            _json.WriteBoolean("more", true);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        if (!_isTrial)
            _entries.Add(new JournalDraft("", ValueEntry.Kind, Version, Encoding.UTF8.GetString(_buffer.WrittenSpan)));
    }

    private void Section(string? name)
    {
        if (_section == name)
            return;
        if (_section is not null)
            _json.WriteEndArray();
        if (name is not null)
            _json.WriteStartArray(name);
        _section = name;
    }

    private void BeginSplice(int at, int remove)
    {
        _json.WriteStartObject();
        _json.WriteNumber("at", at);
        _json.WriteNumber("remove", remove);
        _json.WriteStartArray("items");
    }

    private void EndSplice()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
    }
}
