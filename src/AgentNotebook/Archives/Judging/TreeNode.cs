namespace AgentNotebook.Archives.Judging;

/// <summary>Something of the tree that an archive describes.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="LinkTarget">The target of a symbolic link.</param>
/// <param name="Offset">Where its entry's header begins.</param>
internal sealed record TreeNode(string Path, EntryKind Kind, string? LinkTarget, long Offset)
{
    /// <summary>Whether an entry named it; otherwise it is a folder above one.</summary>
    internal bool WasNamed { get; set; }
}
