namespace AgentNotebook.LiteDb.Files;

/// <summary>What LiteDB sees of a file: whole pages, read and written one at a time. LiteDB locks it, so one thread is in it at once.</summary>
internal abstract class PageStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ReadPage(PageAt(count), buffer.AsSpan(offset, count));
        Position += count;
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        WritePage(PageAt(count), buffer.AsSpan(offset, count));
        Position += count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    protected abstract void ReadPage(long page, Span<byte> buffer);

    protected abstract void WritePage(long page, ReadOnlySpan<byte> buffer);

    private long PageAt(int count) =>
        count == LogFile.PageBytes && Position % LogFile.PageBytes == 0
            ? Position / LogFile.PageBytes
            : throw new NotSupportedException($"{count} bytes at {Position} are no page.");
}
