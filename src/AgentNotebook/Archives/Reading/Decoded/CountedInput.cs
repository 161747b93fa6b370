namespace AgentNotebook.Archives.Reading.Decoded;

/// <summary>An archive that is read here and there, and how much of it: no byte counts for more than one, however often it is read.</summary>
internal sealed class CountedInput(Stream archive) : Stream
{
    private long _read;

    /// <summary>Bytes that were read, at most as many as there are.</summary>
    internal long BytesRead => Math.Min(Interlocked.Read(ref _read), archive.Length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => archive.Length;

    public override long Position
    {
        get => archive.Position;
        set => archive.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = archive.Read(buffer);
        Interlocked.Add(ref _read, read);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => archive.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
