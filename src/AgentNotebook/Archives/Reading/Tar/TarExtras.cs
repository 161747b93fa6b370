using System.Globalization;

namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>What the headers before an entry's own say of it: pax records, GNU long names.</summary>
internal sealed class TarExtras
{
    /// <summary>The longest of them that is read.</summary>
    internal const int MaximumBytes = 128 << 10;

    private const char LongLink = 'K';
    private const char LongName = 'L';
    private const char Pax = 'x';
    private const char Global = 'g';
    private const char Volume = 'V';

    /// <summary>The most the twelve bytes of a size field can say in octal.</summary>
    private const long LargestOctalSize = (1L << 33) - 1;

    /// <summary>The most headers before one entry: a global one, and two for its name and its link, are what writers need.</summary>
    private const int MaximumHeaders = 16;

    private string? _name;
    private string? _link;
    private PaxRecords? _pax;
    private int _headers;

    internal bool IsEmpty => _name is null && _link is null && _pax is null;

    /// <summary>Whether a header of that type only says something of a later one.</summary>
    internal static bool Takes(char type) => type is LongLink or LongName or Pax or Global or Volume;

    /// <exception cref="ArchiveRefusedException">It says something twice, or what nobody may say for all entries.</exception>
    internal void Add(TarHeader header, ReadOnlySpan<byte> content)
    {
        if (++_headers > MaximumHeaders)
        {
            throw new ArchiveRefusedException(ArchiveRule.TooManyEntries, $"More than {MaximumHeaders} headers come before one entry.");
        }

        switch (header.Type)
        {
            case LongName when _name is null && _pax is null:
                _name = LongText(content, "long name");
                break;
            case LongLink when _link is null && _pax is null:
                _link = LongText(content, "long link");
                break;
            case Pax when IsEmpty:
                _pax = PaxRecords.Parse(content);
                break;
            case Global:
                DemandHarmless(PaxRecords.Parse(content));
                break;
            case Volume when content.IsEmpty && IsEmpty:
                // A label of the whole archive.
                break;
            default:
                throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "Several headers before one entry say what its name, link or size is; programs differ in which they believe.");
        }
    }

    /// <summary>The entry of a header and what came before it.</summary>
    /// <param name="header">The entry's own header.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="archived">Bytes of content that follow in the archive.</param>
    /// <exception cref="ArchiveRefusedException">They disagree, or it is of a kind that is not known.</exception>
    internal ArchiveEntry Apply(TarHeader header, long offset, out long archived)
    {
        var name = _pax?["GNU.sparse.name"] ?? _pax?["path"] ?? _name ?? header.Name;
        try
        {
            archived = Size(header);
            var kind = Kind(header, name);
            return new ArchiveEntry
            {
                Name = name,
                Kind = kind,
                Offset = offset,
                DeclaredBytes = kind == EntryKind.File ? _pax?.Number("GNU.sparse.realsize") ?? _pax?.Number("GNU.sparse.size") ?? header.Sparse?.Bytes ?? archived : 0,
                Mode = header.Mode & 0xFFF,
                Modified = Time(header),
                LinkTarget = kind is EntryKind.SymbolicLink or EntryKind.HardLink ? _pax?["linkpath"] ?? _link ?? header.Link : null,
            };
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(refused.Refusal with { Entry = name });
        }
    }

    /// <summary>The parts of a sparse file; <see langword="null"/> for any other.</summary>
    /// <param name="header">The entry's own header.</param>
    /// <param name="entry">What it says.</param>
    /// <param name="next">Takes the next block of the map: of the content, or behind the header.</param>
    /// <exception cref="ArchiveRefusedException">The map is malformed.</exception>
    internal IReadOnlyList<SparsePart>? Sparse(TarHeader header, ArchiveEntry entry, SparseMap.BlockSource next)
    {
        var (major, minor) = (_pax?["GNU.sparse.major"], _pax?["GNU.sparse.minor"]);
        var isPax = major is not null || _pax?["GNU.sparse.size"] is not null || _pax?["GNU.sparse.map"] is not null || _pax?.RepeatedSparse.Count > 0;
        if (!isPax || header.Sparse is not null)
        {
            return header.Sparse is not { } old ? null
                : isPax ? throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "Two headers say where its holes are.")
                : SparseMap.OfHeader(old, next);
        }

        return entry.Kind != EntryKind.File ? throw SparseMap.Bad("it belongs to an entry that is no file")
            : (major, minor) is ("1", "0") ? SparseMap.OfContent(next)
            : major is not (null or "0") ? throw SparseMap.Bad("its version is not known")
            : _pax!["GNU.sparse.map"] is { } map ? SparseMap.OfText(map)
            : _pax.RepeatedSparse;
    }

    private static string LongText(ReadOnlySpan<byte> content, string what)
    {
        var text = content.TrimEnd((byte)0);
        return text.Contains((byte)0)
            ? throw new ArchiveRefusedException(ArchiveRule.NulInName, $"A {what} goes on after a NUL.", TarField.Utf8(text[..text.IndexOf((byte)0)], what))
            : TarField.Utf8(text, what);
    }

    private static void DemandHarmless(PaxRecords global)
    {
        if ((string[])["path", "linkpath", "size", "GNU.sparse.name", "GNU.sparse.major", "GNU.sparse.size", "GNU.sparse.realsize", "GNU.sparse.map"] is var each
            && Array.Find(each, keyword => global[keyword] is not null) is { } said)
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, $"A global header says '{said}' of all entries.");
        }
    }

    // A pax size is for what does not fit the header's own field. Where both could be, programs differ in which they believe, and the content of one entry becomes headers of others (CVE-2025-62518).
    private long Size(TarHeader header) => _pax?.Number("size") is not { } said || said == header.Size ? header.Size
        : said > LargestOctalSize && header.Size is 0 or LargestOctalSize ? said
        : throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, string.Create(CultureInfo.InvariantCulture, $"Its pax header says {said:N0} bytes, its own {header.Size:N0}."));

    private static EntryKind Kind(TarHeader header, string name) => header.Type switch
    {
        '\0' when name.EndsWith('/') => EntryKind.Folder,
        '0' or '7' when name.EndsWith('/') => throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "It is a file by its kind and a folder by its name."),
        '\0' or '0' or '7' => EntryKind.File,
        '1' => EntryKind.HardLink,
        '2' => EntryKind.SymbolicLink,
        '5' => EntryKind.Folder,
        '3' or '4' or '6' => throw new ArchiveRefusedException(ArchiveRule.SpecialFile, $"It is a {(header.Type == '6' ? "pipe" : "device")}."),
        'S' when header.Sparse is not null => EntryKind.File,
        _ => throw new ArchiveRefusedException(ArchiveRule.UnsupportedEntry, $"Its kind '{EntryText.Of(header.Type.ToString())}' is not known."),
    };

    private DateTimeOffset? Time(TarHeader header)
    {
        var seconds = _pax?.Seconds("mtime") ?? header.Modified;
        return seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddTicks((long)decimal.Floor(seconds * TimeSpan.TicksPerSecond))
            : throw TarField.Bad("its time is in no calendar");
    }
}
