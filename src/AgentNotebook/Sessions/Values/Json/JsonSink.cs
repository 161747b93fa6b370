namespace AgentNotebook.Sessions.Values.Json;

/// <summary>Where a value's text goes while it is written: counted, bounded, hashed, and kept only when somebody wants it.</summary>
internal sealed class JsonSink(long limit, MemoryStream? kept) : Stream
{
    private readonly CanonicalHasher _hasher = new();

    public long Bytes { get; private set; }

    /// <summary>Whether the text may hold what the serializer writes in place of half of a surrogate pair.</summary>
    public bool HasReplacements { get; private set; }

    public UInt128 Hash() => _hasher.Finish();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // A value without end is cut short while it is being written.
        if (Bytes + buffer.Length > limit)
            throw new FullException();
        Bytes += buffer.Length;
        HasReplacements |= buffer.IndexOf("\uFFFD"u8) >= 0 || buffer.IndexOf("\\uFFFD"u8) >= 0;
        _hasher.Append(buffer);
        kept?.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Bytes;

    public override long Position { get => Bytes; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    internal sealed class FullException : Exception;
}
