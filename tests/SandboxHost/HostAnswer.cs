using AgentNotebook.Execution;

namespace AgentNotebook.SandboxHost;

/// <summary>What the host found; what it was not asked for is empty.</summary>
public sealed record HostAnswer
{
    /// <summary>What is active.</summary>
    public SandboxStatus? Status { get; init; }

    /// <summary>What came of the program.</summary>
    public GuestOutcome? Outcome { get; init; }

    /// <summary>Why nothing runs here.</summary>
    public string? Refusal { get; init; }

    /// <summary>The layers that were tried when nothing runs.</summary>
    public IReadOnlyList<SandboxLayer> Layers { get; init; } = [];

    /// <summary>The host's own threads after its launches.</summary>
    public IReadOnlyList<HostThread> Threads { get; init; } = [];

    /// <summary>The processes below the host.</summary>
    public IReadOnlyList<int> Children { get; init; } = [];
}
