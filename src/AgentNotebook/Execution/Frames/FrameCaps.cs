namespace AgentNotebook.Execution.Frames;

/// <summary>The largest payload a reader takes of each kind, in bytes. A kind without a cap is refused.</summary>
internal sealed class FrameCaps
{
    internal const int ChunkBytes = 64 << 10;
    internal const int MessageBytes = 1 << 20;
    internal const int ProgramBytes = 256 << 20;

    private const int ControlBytes = 16 << 10;

    private readonly Dictionary<FrameKind, int> _caps = [];

    /// <summary>What a worker takes.</summary>
    internal static FrameCaps OfWorker { get; } = new() { _caps = { [FrameKind.Lock] = ControlBytes, [FrameKind.Program] = ProgramBytes, [FrameKind.Part] = ChunkBytes } };

    /// <summary>What a runner takes from a worker that starts.</summary>
    internal static FrameCaps OfStart { get; } = new() { _caps = { [FrameKind.Warmed] = 1, [FrameKind.Ready] = ControlBytes } };

    /// <summary>What a runner takes from a worker it asked for at most <paramref name="resultBytes"/> of result.</summary>
    internal static FrameCaps OfRunner(int resultBytes) => new()
    {
        _caps =
        {
            [FrameKind.Output] = ChunkBytes,
            [FrameKind.ErrorOutput] = ChunkBytes,
            [FrameKind.Check] = MessageBytes,
            [FrameKind.Result] = resultBytes,
            [FrameKind.ResultRefusal] = MessageBytes,
            [FrameKind.Failure] = MessageBytes,
            [FrameKind.End] = 0,
            [FrameKind.ArtifactBegin] = 2048,
            [FrameKind.ArtifactChunk] = ChunkBytes,
            [FrameKind.ArtifactEnd] = 8,
        },
    };

    /// <summary>Passes a header, or refuses it before anything is allocated for its payload.</summary>
    internal void Demand(FrameKind kind, uint length)
    {
        if (!_caps.TryGetValue(kind, out var cap))
        {
            throw new FrameException($"a frame of the unknown kind {(byte)kind}");
        }

        if (length > cap)
        {
            throw new FrameException($"a {kind} frame of {length:N0} bytes; at most {cap:N0} are taken");
        }
    }
}
