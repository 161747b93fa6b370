using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>Reads a stream on a thread of its own, some buffers ahead: decompressing and writing go on side by side. What the stream throws comes where it belongs.</summary>
internal sealed class ReadAheadInput : ReadOnlyInput
{
    private const int BufferBytes = 256 << 10;
    private const int Buffers = 4;
    private const int StackBytes = 1 << 20;

    private readonly Stream _stream;
    private readonly BlockingCollection<byte[]> _free = [];
    private readonly BlockingCollection<(byte[] Buffer, int Length, Exception? Failure)> _filled = [];
    private readonly Thread _thread;
    private (byte[] Buffer, int Length, Exception? Failure) _current = ([], 0, null);
    private int _at;
    private bool _ended;

    internal ReadAheadInput(Stream stream)
    {
        _stream = stream;
        for (var buffer = 0; buffer < Buffers; buffer++)
        {
            _free.Add(new byte[BufferBytes]);
        }

        _thread = new Thread(Fill, StackBytes) { IsBackground = true, Name = "decompresses" };
        _thread.Start();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (_at == _current.Length)
        {
            if (_current.Buffer.Length > 0)
            {
                _free.Add(_current.Buffer);
            }

            (_current, _at) = (_filled.Take(), 0);
            _ended = _current.Length == 0;
            if (_current.Failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }

        var read = Math.Min(buffer.Length, _current.Length - _at);
        _current.Buffer.AsSpan(_at, read).CopyTo(buffer);
        _at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_free.IsAddingCompleted)
        {
            // It ends once it has no buffer left to fill.
            _free.CompleteAdding();
            _thread.Join();
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        Exception? failure = null;
        var length = 1;
        while (failure is null && length > 0 && _free.TryTake(out var buffer, Timeout.Infinite))
        {
            length = 0;
            try
            {
                while (length < buffer.Length && _stream.Read(buffer, length, buffer.Length - length) is > 0 and var read)
                {
                    length += read;
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            // What came before a failure is handed out first.
            if (length > 0 || failure is null)
            {
                _filled.Add((buffer, length, null));
            }
        }

        if (failure is not null)
        {
            _filled.Add(([], 0, failure));
        }
    }
}
