using System.Globalization;
using System.Text;

namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>The records of a pax header: <c>length keyword=value\n</c>.</summary>
/// <remarks>Source: POSIX.1-2017 pax(1), "pax Extended Header".</remarks>
internal sealed class PaxRecords
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<SparsePart> _sparse = [];
    private long? _sparseOffset;

    /// <summary>The map of the old sparse format 0.0, whose keywords repeat.</summary>
    internal IReadOnlyList<SparsePart> RepeatedSparse => _sparse;

    internal string? this[string keyword] => _values.GetValueOrDefault(keyword);

    /// <exception cref="ArchiveRefusedException">A record is malformed, or a keyword that may not repeat does.</exception>
    internal static PaxRecords Parse(ReadOnlySpan<byte> bytes)
    {
        var records = new PaxRecords();
        while (!bytes.IsEmpty)
        {
            var blank = bytes[..Math.Min(bytes.Length, 9)].IndexOf((byte)' ');
            if (blank <= 0 || bytes[..blank].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
                || int.Parse(bytes[..blank], NumberStyles.None, CultureInfo.InvariantCulture) is var length && (length <= blank + 2 || length > bytes.Length || bytes[length - 1] != '\n'))
            {
                throw TarField.Bad("the length of a pax record is wrong");
            }

            records.Add(bytes[(blank + 1)..(length - 1)]);
            bytes = bytes[length..];
        }

        return records._sparseOffset is null ? records : throw TarField.Bad("a pax record of a sparse part has no length");
    }

    /// <summary>A number that is not negative.</summary>
    /// <exception cref="ArchiveRefusedException">It is something else.</exception>
    internal long? Number(string keyword) => this[keyword] is { } text ? Number(keyword, text) : null;

    /// <summary>A point in time: seconds since 1970 with a fraction.</summary>
    /// <exception cref="ArchiveRefusedException">It is something else.</exception>
    internal decimal? Seconds(string keyword) => this[keyword] is not { } text ? null
        : text.Length <= 40 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw TarField.Bad($"the pax record '{keyword}' holds no time");

    private static long Number(string keyword, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw TarField.Bad($"the pax record '{keyword}' holds no number");

    private void Add(ReadOnlySpan<byte> record)
    {
        var equals = record.IndexOf((byte)'=');
        if (equals <= 0)
        {
            throw TarField.Bad("a pax record has no keyword");
        }

        var keyword = TarField.Utf8(record[..equals], "keyword");
        // Only what is read has to be text: others' records may hold anything.
        var value = keyword is "path" or "linkpath" or "GNU.sparse.name" ? TarField.Utf8(record[(equals + 1)..], keyword) : Encoding.Latin1.GetString(record[(equals + 1)..]);
        switch (keyword)
        {
            case "GNU.sparse.offset" when _sparseOffset is null:
                _sparseOffset = Number(keyword, value);
                break;
            case "GNU.sparse.numbytes" when _sparseOffset is { } offset:
                _sparse.Add(new SparsePart(offset, Number(keyword, value)));
                _sparseOffset = null;
                break;
            case "GNU.sparse.offset" or "GNU.sparse.numbytes":
                throw TarField.Bad("pax records of sparse parts are out of turn");
            default:
                if (!_values.TryAdd(keyword, value))
                {
                    throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, $"Two pax records of one header have the keyword '{EntryText.Of(keyword)}'.");
                }

                break;
        }
    }
}
