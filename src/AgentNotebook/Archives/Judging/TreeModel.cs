using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Judging;

/// <summary>The tree an archive describes, kept by folded names: on some file system, what is equal there is one.</summary>
internal sealed class TreeModel
{
    private readonly Dictionary<string, TreeNode> _nodes = new(StringComparer.Ordinal);

    // Most entries lie beside the one before them.
    private string _lastFolder = "";

    /// <summary>The symbolic links, in the archive's order.</summary>
    internal List<TreeNode> Links { get; } = [];

    /// <summary>Whether a path is taken, by a name that is spelled the same.</summary>
    internal TreeNode? Find(string path) => FindFolded(path) is { } node && node.Path == path ? node : null;

    /// <summary>Whether a path is taken, by a name that some file system takes for the same.</summary>
    internal TreeNode? FindFolded(string path) => _nodes.GetValueOrDefault(FoldedName.Of(path));

    /// <summary>Adds an entry, and the folders above it that are missing.</summary>
    /// <returns>Those folders, the outermost first, and whether the entry itself has to be made.</returns>
    /// <exception cref="ArchiveRefusedException">Its name, or what lies above it, is taken by something else.</exception>
    internal (IReadOnlyList<string> Folders, bool IsNew) Add(TreeNode node)
    {
        var folders = AddAbove(node.Path, node.Offset);
        var folded = FoldedName.Of(node.Path);
        if (_nodes.TryGetValue(folded, out var there))
        {
            DemandSpelledAlike(there, node.Path);
            if (there.WasNamed || there.Kind != EntryKind.Folder || node.Kind != EntryKind.Folder)
            {
                throw new ArchiveRefusedException(ArchiveRule.DuplicateName, "Its name is taken by an entry before it, or by a folder with entries in it.");
            }

            there.WasNamed = true;
            return (folders, false);
        }

        _nodes.Add(folded, node);
        if (node.Kind == EntryKind.SymbolicLink)
        {
            Links.Add(node);
        }

        return (folders, true);
    }

    private IReadOnlyList<string> AddAbove(string path, long offset)
    {
        var end = path.LastIndexOf('/');
        if (end < 0 || path.AsSpan(0, end).SequenceEqual(_lastFolder))
        {
            return [];
        }

        List<string> made = [];
        for (var at = path.IndexOf('/'); at >= 0; at = path.IndexOf('/', at + 1))
        {
            var above = path[..at];
            var folded = FoldedName.Of(above);
            if (!_nodes.TryGetValue(folded, out var there))
            {
                _nodes.Add(folded, new TreeNode(above, EntryKind.Folder, null, offset));
                made.Add(above);
                continue;
            }

            switch (there.Kind)
            {
                case EntryKind.SymbolicLink:
                    throw new ArchiveRefusedException(ArchiveRule.PathThroughLink, $"It lies below '{EntryText.Of(there.Path)}', which is a symbolic link.");
                case EntryKind.File or EntryKind.HardLink:
                    throw new ArchiveRefusedException(ArchiveRule.PathThroughFile, $"It lies below '{EntryText.Of(there.Path)}', which is a file.");
                default:
                    DemandSpelledAlike(there, above);
                    break;
            }
        }

        _lastFolder = path[..end];
        return made;
    }

    private static void DemandSpelledAlike(TreeNode there, string path)
    {
        if (there.Path != path)
        {
            throw new ArchiveRefusedException(ArchiveRule.CaseCollision, $"'{EntryText.Of(path)}' and '{EntryText.Of(there.Path)}' before it are one name on systems to which letter case, or the composition of characters, does not count.");
        }
    }
}
