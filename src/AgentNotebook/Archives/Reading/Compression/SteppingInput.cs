namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>
/// A part of a stream that hands out its last bytes one by one: a decompressor that stops before the end has then left something over,
/// though it takes more than it needs where it can.
/// </summary>
internal sealed class SteppingInput(Stream stream, long length) : ReadOnlyInput
{
    private const int Steps = 32;

    private long _remaining = length;
    private int _appended;

    /// <summary>What comes after the part, handed out in the same way.</summary>
    internal byte[] Appendix { get; init; } = [];

    /// <summary>Whether anything was taken of what comes after the part.</summary>
    internal bool IsPast => _appended > 0;

    /// <summary>Bytes that were not taken.</summary>
    internal long Remaining => _remaining + Appendix.Length - _appended;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Remaining == 0)
        {
            return 0;
        }

        if (_remaining == 0)
        {
            buffer[0] = Appendix[_appended++];
            return 1;
        }

        var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, _remaining > Steps ? _remaining - Steps : 1)]);
        _remaining -= read;
        return read;
    }
}
