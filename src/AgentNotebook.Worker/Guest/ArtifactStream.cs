using AgentNotebook.Execution.Frames;
using AgentNotebook.Worker;

namespace AgentNotebook.Guest;

/// <summary>Sends what is written to it to the parent, in chunks.</summary>
internal sealed class ArtifactStream : Stream
{
    private readonly ArtifactSet _set;
    private readonly Answers _answers;
    private readonly int _number;
    private readonly byte[] _chunk = new byte[FrameCaps.ChunkBytes];
    private int _filled = ArtifactMessage.ChunkHeaderBytes;
    private long _length;
    private bool _abandoned;
    private bool _closed;

    internal ArtifactStream(ArtifactSet set, Answers answers, int number)
    {
        (_set, _answers, _number) = (set, answers, number);
        ArtifactMessage.BeginChunk(_chunk, number);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException("An artifact is written from its beginning to its end.");
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void WriteByte(byte value) => Write([value]);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            _set.Take(buffer.Length);
        }
        catch (InvalidOperationException)
        {
            Abandon();
            throw;
        }

        _length += buffer.Length;
        while (!buffer.IsEmpty)
        {
            if (_filled == _chunk.Length)
            {
                Flush();
            }

            var part = buffer[..Math.Min(buffer.Length, _chunk.Length - _filled)];
            part.CopyTo(_chunk.AsSpan(_filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Flush()
    {
        if (_filled > ArtifactMessage.ChunkHeaderBytes && !_abandoned)
        {
            _answers.Say(FrameKind.ArtifactChunk, _chunk.AsSpan(0, _filled));
        }

        _filled = ArtifactMessage.ChunkHeaderBytes;
    }

    /// <summary>Has it thrown away instead of kept: part of it is missing.</summary>
    internal void Abandon() => _abandoned = true;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An artifact can only be written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An artifact is written from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("An artifact is written from its beginning to its end.");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            Flush();
            _closed = true;
            _answers.Say(FrameKind.ArtifactEnd, ArtifactMessage.End(_number, !_abandoned));
        }

        base.Dispose(disposing);
    }
}
