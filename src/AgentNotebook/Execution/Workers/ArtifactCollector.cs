using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Puts artifacts together from a worker's frames, within their limits. The worker keeps to them by itself; one that does not is no longer believed.</summary>
internal sealed class ArtifactCollector(ExecutionLimits limits)
{
    private readonly List<GuestArtifact> _finished = [];
    private readonly Dictionary<int, (string Name, MemoryStream Bytes)> _open = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private long _bytes;

    /// <summary>Those that were finished, in that order.</summary>
    internal IReadOnlyList<GuestArtifact> Finished => _finished;

    /// <exception cref="FrameException">The frame breaks a rule or a limit.</exception>
    internal void Accept(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.ArtifactBegin:
                Begin(ArtifactMessage.DecodeBegin(frame.Payload));
                break;
            case FrameKind.ArtifactChunk:
                Add(ArtifactMessage.DecodeChunk(frame.Payload));
                break;
            default:
                End(ArtifactMessage.DecodeEnd(frame.Payload));
                break;
        }
    }

    private void Begin((int Number, string Name) artifact)
    {
        // Numbers count from 0, so the next is the number of names there are.
        if (artifact.Number != _names.Count)
        {
            throw new FrameException($"artifact {artifact.Number} where artifact {_names.Count} was due");
        }

        if (_names.Count >= limits.ArtifactCount)
        {
            throw new FrameException(string.Create(CultureInfo.InvariantCulture, $"more than the {limits.ArtifactCount:N0} artifacts a run may save"));
        }

        if (ExchangeName.Problem(artifact.Name) is { } problem)
        {
            throw new FrameException($"an artifact whose name {problem}");
        }

        if (!_names.Add(artifact.Name))
        {
            throw new FrameException("two artifacts of one name");
        }

        _open.Add(artifact.Number, (artifact.Name, new MemoryStream()));
    }

    private void Add((int Number, ReadOnlyMemory<byte> Bytes) chunk)
    {
        var bytes = Open(chunk.Number).Bytes;
        _bytes += chunk.Bytes.Length;
        if (_bytes > limits.ArtifactBytes)
        {
            throw new FrameException(string.Create(CultureInfo.InvariantCulture, $"more than the {limits.ArtifactBytes:N0} bytes of artifacts a run may save"));
        }

        bytes.Write(chunk.Bytes.Span);
    }

    private void End((int Number, bool IsComplete) end)
    {
        var (name, bytes) = Open(end.Number);
        _open.Remove(end.Number);
        if (end.IsComplete)
        {
            _finished.Add(new GuestArtifact(name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
        }
    }

    private (string Name, MemoryStream Bytes) Open(int number) =>
        _open.TryGetValue(number, out var artifact) ? artifact : throw new FrameException($"a piece of artifact {number}, which is not open");
}
