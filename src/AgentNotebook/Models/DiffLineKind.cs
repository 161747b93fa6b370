namespace AgentNotebook.Models;

/// <summary>What became of a line between two pieces of code.</summary>
public enum DiffLineKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>Only in the earlier one.</summary>
    Removed,

    /// <summary>Only in the later one.</summary>
    Added,
}
