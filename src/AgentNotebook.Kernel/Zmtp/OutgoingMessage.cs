namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What waits to be sent: a message, or bytes that are sent as they are (greeting, commands). The frames are referred to, not copied.</summary>
internal readonly struct OutgoingMessage
{
    // The header and what the queue itself needs for a frame.
    private const int FrameOverhead = 64;

    private OutgoingMessage(IReadOnlyList<ReadOnlyMemory<byte>> frames, bool isRaw)
    {
        (Frames, IsRaw) = (frames, isRaw);
        for (var i = 0; i < frames.Count; i++)
        {
            Cost += frames[i].Length + FrameOverhead;
        }
    }

    internal IReadOnlyList<ReadOnlyMemory<byte>> Frames { get; }

    /// <summary>Whether frames are written without headers.</summary>
    internal bool IsRaw { get; }

    /// <summary>What the message takes of the room in a queue, in bytes.</summary>
    internal long Cost { get; }

    /// <exception cref="ArgumentException">A message has at least one frame (RFC 37, "Formal Grammar").</exception>
    internal static OutgoingMessage Of(IReadOnlyList<ReadOnlyMemory<byte>> frames) =>
        frames.Count > 0 ? new OutgoingMessage(frames, isRaw: false) : throw new ArgumentException("A message has at least one frame.", nameof(frames));

    internal static OutgoingMessage Raw(byte[] bytes) => new([bytes], isRaw: true);
}
