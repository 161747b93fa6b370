using System.Globalization;
using System.Text;
using AgentNotebook.Archives;
using AgentNotebook.SharpCompress.Formats;
using SharpCompress.Compressors.Deflate;

namespace AgentNotebook.SharpCompress.Taring;

/// <summary>A tar of entries, made while it is read. Each entry has to hold as many bytes as it says, with the checksum it says.</summary>
internal sealed class EntryTar(IEnumerable<PackedEntry> entries, Refusal refusal) : DecodingStream
{
    // Longer than any limit on names: what is longer is no target.
    private const int LongestTarget = 64 << 10;

    private readonly IEnumerator<PackedEntry> _entries = entries.GetEnumerator();

    // SharpCompress takes arrays.
    private readonly byte[] _piece = new byte[64 << 10];
    private ReadOnlyMemory<byte> _headers;
    private PackedEntry? _entry;
    private CRC32 _crc = new();
    private long _remaining;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (!_headers.IsEmpty)
            {
                var taken = Math.Min(buffer.Length, _headers.Length);
                _headers.Span[..taken].CopyTo(buffer);
                _headers = _headers[taken..];
                return taken;
            }

            if (_remaining > 0)
            {
                return ReadContent(buffer);
            }

            if (_entry is { } done)
            {
                DemandEnd(done);
                (_headers, _entry) = (new byte[TarHeaders.Padding(done.Size)], null);
            }
            else if (_ended)
            {
                return 0;
            }
            else
            {
                Next();
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entries.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        if (!_entries.MoveNext())
        {
            (_headers, _ended) = (new byte[2 * TarHeaders.BlockBytes], true);
            return;
        }

        var entry = _entries.Current;
        _crc = new CRC32();
        var link = entry.LinkTarget;
        if (entry.Type == EntryTypes.SymbolicLink && link is null)
        {
            link = Target(entry);
            entry = entry with { Size = 0, Crc = null, Content = Stream.Null };
        }

        if (entry.Name.Contains('\uFFFD') || link?.Contains('\uFFFD') == true)
        {
            throw refusal(nameof(ArchiveRule.NameEncoding), "A name in it is not in the encoding its format prescribes.", entry.Name);
        }

        (_headers, _entry, _remaining) = (TarHeaders.Of(entry, link), entry, entry.Size);
    }

    private string Target(PackedEntry entry)
    {
        if (entry.Size > LongestTarget)
        {
            throw refusal(nameof(ArchiveRule.LinkName), string.Create(CultureInfo.InvariantCulture, $"Its target has {entry.Size:N0} bytes."), entry.Name);
        }

        var target = new byte[entry.Size];
        (_entry, _remaining) = (entry, entry.Size);
        for (var at = 0; at < target.Length;)
        {
            at += ReadContent(target.AsSpan(at));
        }

        DemandEnd(entry);
        try
        {
            return EntryTypes.Strict.GetString(target);
        }
        catch (DecoderFallbackException)
        {
            throw refusal(nameof(ArchiveRule.NameEncoding), "Its target is no UTF-8.", entry.Name);
        }
    }

    private int ReadContent(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(Math.Min(buffer.Length, _piece.Length), _remaining);
        var read = _entry!.Content.Read(_piece, 0, wanted);
        if (read <= 0)
        {
            throw refusal(nameof(ArchiveRule.DeclaredSizeLies), string.Create(CultureInfo.InvariantCulture, $"Not the {_entry.Size:N0} bytes come out of it that it says, but {_entry.Size - _remaining:N0}."), _entry.Name);
        }

        _crc.SlurpBlock(_piece, 0, read);
        _piece.AsSpan(0, read).CopyTo(buffer);
        _remaining -= read;
        return read;
    }

    private void DemandEnd(PackedEntry entry)
    {
        // Some checksums are compared when the end is read.
        if (entry.Content.Read(_piece, 0, 1) > 0)
        {
            throw refusal(nameof(ArchiveRule.DeclaredSizeLies), string.Create(CultureInfo.InvariantCulture, $"More than the {entry.Size:N0} bytes come out of it that it says."), entry.Name);
        }

        if (entry.Crc is { } crc && crc != (uint)_crc.Crc32Result)
        {
            throw refusal(nameof(ArchiveRule.BadChecksum), crc == 0 ? "There is no checksum of its content that could be compared. Pack it anew with 7-Zip, which writes one for each file." : "The checksum of its content is wrong.", entry.Name);
        }
    }
}
