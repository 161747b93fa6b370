using System.Text;
using System.Text.Json;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Guest;

/// <summary>Something the run was handed under a name.</summary>
public sealed class Input
{
    // Data comes in other people's spelling.
    private static readonly JsonSerializerOptions _json = new(ValueOptions.Json) { PropertyNameCaseInsensitive = true };

    internal Input(string name, byte[] bytes) => (Name, Bytes) = (name, bytes);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its content. The array is the input itself: what changes it changes the input.</summary>
#pragma warning disable CA1819 // A copy for each look would cost more than the guest, whose own memory this is, could gain.
    public byte[] Bytes { get; }
#pragma warning restore CA1819

    /// <summary>Its size in bytes.</summary>
    public long Length => Bytes.Length;

    /// <summary>Its content as text: UTF-8, or what its byte order mark says.</summary>
    public string Text
    {
        get
        {
            using var reader = Reader();
            return reader.ReadToEnd();
        }
    }

    /// <summary>Its lines, without their ends, one after the other.</summary>
    public IEnumerable<string> Lines()
    {
        using var reader = Reader();
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>A stream that reads its content.</summary>
    public Stream OpenRead() => new MemoryStream(Bytes, writable: false);

    /// <summary>Its content, which is JSON, as an object. Letter case of property names does not count; fields are set, too.</summary>
    /// <typeparam name="T">The type to read it as.</typeparam>
    /// <exception cref="JsonException">It is no JSON, or none that fits the type; the message names the input.</exception>
    public T? Json<T>()
    {
        try
        {
            var text = Bytes.AsSpan();
            return JsonSerializer.Deserialize<T>(text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text, _json);
        }
        catch (JsonException exception)
        {
            throw new JsonException($"The input '{Name}' cannot be read as {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Its name and size.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} ({Length:N0} bytes)");

    private StreamReader Reader() => new(OpenRead(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
}
