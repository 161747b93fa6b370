using System.Globalization;

namespace AgentNotebook.Archives.Reading;

/// <summary>What a decompressor makes of an archive, stopped where it becomes too much.</summary>
internal sealed class RatioInput(Stream decompressed, Func<long> bytesRead, ExtractionLimits limits) : ReadOnlyInput
{
    // Headers and padding of a tar: some blocks an entry.
    private const long BytesOfEntry = 4096;

    private readonly long _most = limits.TotalBytes > long.MaxValue / 2 ? long.MaxValue : limits.TotalBytes + (limits.Entries * BytesOfEntry) + (16L << 20);
    private long _out;

    public override int Read(Span<byte> buffer)
    {
        var read = decompressed.Read(buffer);
        _out += read;
        Ratio.Demand(_out, bytesRead(), limits, "");
        return _out <= _most ? read : throw new ArchiveRefusedException(ArchiveRule.TooManyBytes, string.Create(CultureInfo.InvariantCulture, $"More than {_most:N0} bytes come out of it; its files may have {limits.TotalBytes:N0} in all."));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decompressed.Dispose();
        }

        base.Dispose(disposing);
    }
}
