namespace AgentNotebook.Sessions.Values;

/// <summary>A stream in memory that refuses to grow past a limit, so that a value without end is cut short while it is being written.</summary>
internal sealed class BoundedStream(long limit) : MemoryStream
{
    // The overloads for spans end up here too, because this class is derived from MemoryStream.
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > limit)
            throw new FullException();
        base.Write(buffer, offset, count);
    }

    internal sealed class FullException : Exception;
}
