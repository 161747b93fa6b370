namespace AgentNotebook.Gpu.Sampling;

/// <summary>The lines of a log, one after another, in a buffer of fixed size.</summary>
internal sealed class LogLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[SampleLogLine.MaxBytes];
    private int _from;
    private int _to;
    private bool _ended;

    /// <summary>The number of the line given last, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the next line is longer than any may be.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line that has its end, without it.</summary>
    /// <param name="line">Valid until the next call.</param>
    /// <returns><see langword="false"/> when there is none, or <see cref="IsTooLong"/>.</returns>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        for (; ; )
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _buffer.AsSpan(_from, end);
                _from += end + 1;
                Number++;
                return true;
            }

            line = [];
            IsTooLong = _to - _from == _buffer.Length;
            if (_ended || IsTooLong)
            {
                return false;
            }

            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
            var read = stream.Read(_buffer, _to, _buffer.Length - _to);
            _to += read;
            _ended = read == 0;
        }
    }
}
