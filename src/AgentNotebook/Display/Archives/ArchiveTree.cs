using AgentNotebook.Archives;

namespace AgentNotebook.Display.Archives;

/// <summary>The entries of an archive as folders in folders, and as lines of a tree that never get too many.</summary>
internal sealed class ArchiveTree
{
    private const int MaximumLines = 200;
    private const int MaximumOfFolder = 30;

    private readonly SortedDictionary<string, ArchiveTree> _folders = new(StringComparer.Ordinal);
    private readonly List<ExtractedEntry> _others = [];

    private int _count;
    private long _bytes;

    internal static ArchiveTree Of(IEnumerable<ExtractedEntry> entries)
    {
        var root = new ArchiveTree();
        foreach (var entry in entries)
        {
            root.Add(entry);
        }

        return root;
    }

    /// <summary>Lines with branches before the names; what does not fit is counted.</summary>
    internal IReadOnlyList<(string Branch, string Name, string Remark)> Lines()
    {
        var lines = new List<(string, string, string)>();
        AddLines("", lines);
        return lines;
    }

    private static string Leaf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Remark(ExtractedEntry entry) => entry.Kind switch
    {
        EntryKind.SymbolicLink => $"→ {entry.LinkTarget}",
        EntryKind.HardLink => $"= {entry.LinkTarget}",
        _ => Svg.ByteSize.Text(entry.Bytes) + (entry.Mode.HasFlag(UnixFileMode.UserExecute) ? ", executable" : ""),
    };

    private void Add(ExtractedEntry entry)
    {
        var (folder, components) = (this, entry.Path.Split('/'));
        foreach (var component in entry.Kind == EntryKind.Folder ? components : components[..^1])
        {
            if (!folder._folders.TryGetValue(component, out var next))
            {
                folder._folders.Add(component, next = new ArchiveTree());
            }

            (next._count, next._bytes) = (next._count + (entry.Kind == EntryKind.Folder ? 0 : 1), next._bytes + entry.Bytes);
            folder = next;
        }

        if (entry.Kind != EntryKind.Folder)
        {
            folder._others.Add(entry);
        }
    }

    private void AddLines(string indent, List<(string, string, string)> lines)
    {
        var (left, shown) = (_folders.Count + _others.Count, 0);
        foreach (var (name, folder) in _folders)
        {
            if (IsFull(lines, shown++))
            {
                break;
            }

            var isLast = --left == 0;
            lines.Add((indent + (isLast ? "└── " : "├── "), name + "/", folder._count == 0 ? "" : $"{folder._count} {(folder._count == 1 ? "file" : "files")}, {Svg.ByteSize.Text(folder._bytes)}"));
            folder.AddLines(indent + (isLast ? "    " : "│   "), lines);
        }

        foreach (var entry in _others.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            if (left == 0 || IsFull(lines, shown++))
            {
                break;
            }

            lines.Add((indent + (--left == 0 ? "└── " : "├── "), Leaf(entry.Path), Remark(entry)));
        }

        if (left > 0)
        {
            lines.Add((indent + "└── ", "…", $"{left} more"));
        }
    }

    private static bool IsFull(List<(string, string, string)> lines, int shown) => shown >= MaximumOfFolder || lines.Count >= MaximumLines;
}
