namespace AgentNotebook.Archives.Reading;

/// <summary>So many bytes of a stream, from where it is.</summary>
internal sealed class PartInput(Stream stream, long length) : ReadOnlyInput
{
    private long _remaining = length;

    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, _remaining)]);
        _remaining -= read;
        return read;
    }
}
