using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Display.Sessions;

/// <summary>What is known of a session at one moment.</summary>
public sealed record SessionOverview
{
    /// <summary>The session's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its store is, as in <see cref="ISessionStore.Location"/>.</summary>
    public required string Store { get; init; }

    /// <summary>Number of journal entries on the disk.</summary>
    /// <value>Default 0.</value>
    public long Entries { get; init; }

    /// <summary>Its values.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<SessionValue> Values { get; init; } = [];

    /// <summary>Its runs, in the order in which they began.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<RunRecord> Runs { get; init; } = [];

    /// <summary>The last flush of this process.</summary>
    /// <value>Default <see langword="null"/>: there was none.</value>
    public FlushReceipt? LastFlush { get; init; }

    /// <summary>Files with values that could not be flushed when the session was closed.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<RecoveryOffer> Recoveries { get; init; } = [];

    /// <summary>Whether any value differs from what was last flushed.</summary>
    public bool IsDirty => Values.Any(value => value.IsDirty);
}
