using System.Runtime.InteropServices;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>
/// What goes out in one call: headers and small frames gathered in one buffer, large frames as they lie. A message that is too large
/// for one batch goes on in the next, so that a peer which takes a large message slowly is seen to take it.
/// </summary>
internal sealed class SendBatch
{
    private const int StagingBytes = 16 << 10;
    private const int CopiedBytes = 2 << 10;
    private const int MaxBytes = 512 << 10;
    private const int MaxSegments = 64;

    private readonly byte[] _staging = new byte[StagingBytes];
    private OutgoingMessage _message;
    private int _frame;
    private int _offset;
    private bool _headerWritten;
    private int _staged;
    private int _runStart;
    private int _bytes;

    /// <summary>What is to be sent.</summary>
    internal List<ArraySegment<byte>> Segments { get; } = [];

    /// <summary>Whether a message was begun and has more to send.</summary>
    internal bool IsMidMessage { get; private set; }

    /// <summary>What the messages that end in this batch took of the room in their queue.</summary>
    internal long FinishedCost { get; private set; }

    /// <summary>Whether another frame, or a part of one, can be added.</summary>
    internal bool HasRoom => _bytes < MaxBytes && Segments.Count < MaxSegments && StagingBytes - _staged >= Frame.MaxHeaderBytes + CopiedBytes;

    internal void Clear()
    {
        Segments.Clear();
        (_staged, _runStart, _bytes, FinishedCost) = (0, 0, 0, 0);
    }

    internal void Begin(OutgoingMessage message) => (_message, _frame, _offset, _headerWritten, IsMidMessage) = (message, 0, 0, message.IsRaw, true);

    /// <summary>Adds what there is room for of the message that was begun.</summary>
    internal void Continue()
    {
        while (IsMidMessage && HasRoom)
        {
            AddFrame(_message.Frames[_frame]);
        }
    }

    /// <summary>Nothing more is added: makes the last segment of what lies in the buffer.</summary>
    internal void Close()
    {
        if (_staged > _runStart)
        {
            Segments.Add(new ArraySegment<byte>(_staging, _runStart, _staged - _runStart));
            _runStart = _staged;
        }
    }

    private void AddFrame(ReadOnlyMemory<byte> frame)
    {
        if (!_headerWritten)
        {
            var flags = _frame + 1 < _message.Frames.Count ? FrameFlags.More : FrameFlags.None;
            var length = Frame.WriteHeader(_staging.AsSpan(_staged), flags, frame.Length);
            (_staged, _bytes, _headerWritten) = (_staged + length, _bytes + length, true);
        }

        var rest = frame[_offset..];
        if (rest.Length <= CopiedBytes)
        {
            rest.CopyTo(_staging.AsMemory(_staged));
            _staged += rest.Length;
        }
        else
        {
            rest = rest[..Math.Min(rest.Length, Math.Max(MaxBytes - _bytes, 1))];
            Close();
            Segments.Add(MemoryMarshal.TryGetArray(rest, out var segment) ? segment : rest.ToArray());
        }

        _bytes += rest.Length;
        _offset += rest.Length;
        if (_offset == frame.Length)
        {
            NextFrame();
        }
    }

    private void NextFrame()
    {
        (_frame, _offset, _headerWritten) = (_frame + 1, 0, _message.IsRaw);
        if (_frame == _message.Frames.Count)
        {
            FinishedCost += _message.Cost;
            IsMidMessage = false;
            _message = default;
        }
    }
}
