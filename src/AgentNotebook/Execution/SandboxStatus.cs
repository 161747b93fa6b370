namespace AgentNotebook.Execution;

/// <summary>What really restricts guests: established by starting a worker and trying it, never by hope.</summary>
public sealed record SandboxStatus
{
    /// <summary>The level that is active.</summary>
    public required SandboxLevel Level { get; init; }

    /// <summary>The profile that is active.</summary>
    public SandboxProfile Profile { get; init; }

    /// <summary>One sentence for the screen that says what the level means, and why it is not a stronger one.</summary>
    public required string InWords { get; init; }

    /// <summary>Every layer that was tried, with what was found.</summary>
    public IReadOnlyList<SandboxLayer> Layers { get; init; } = [];
}
