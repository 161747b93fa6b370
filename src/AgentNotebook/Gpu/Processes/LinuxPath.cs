using System.Buffers.Text;

namespace AgentNotebook.Gpu.Processes;

/// <summary>Writes the path of a small file piece by piece, as the system takes it: bytes, ended by a zero. Allocates nothing.</summary>
/// <remarks>By hand: an interpolated string boxes every number until the runtime has compiled it a second time.</remarks>
internal readonly ref struct LinuxPath
{
    /// <summary>Longer paths are not asked for.</summary>
    public const int MaxBytes = 512;

    private readonly Span<byte> _buffer;
    private readonly int _length;

    /// <param name="buffer">Where it is written; <see cref="MaxBytes"/> bytes.</param>
    public LinuxPath(Span<byte> buffer)
        : this(buffer, 0)
    {
    }

    private LinuxPath(Span<byte> buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    /// <summary>The path with its end; an empty one, which names no file, when it is too long.</summary>
    public ReadOnlySpan<byte> Ended
    {
        get
        {
            var length = _length < _buffer.Length ? _length : 0;
            _buffer[length] = 0;
            return _buffer[..(length + 1)];
        }
    }

    /// <summary>The path and a text.</summary>
    public LinuxPath Add(scoped ReadOnlySpan<byte> text) =>
        _length < _buffer.Length && text.TryCopyTo(_buffer[_length..]) ? new LinuxPath(_buffer, _length + text.Length) : new LinuxPath(_buffer, _buffer.Length);

    /// <summary>The path and a number.</summary>
    public LinuxPath Add(int number) =>
        _length < _buffer.Length && Utf8Formatter.TryFormat(number, _buffer[_length..], out var digits) ? new LinuxPath(_buffer, _length + digits) : new LinuxPath(_buffer, _buffer.Length);
}
