using System.Globalization;
using System.Text;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Judging;

/// <summary>Holds each entry to the policy, and to the tree that the entries before it made.</summary>
/// <remarks>Source of the rules for modes: PEP 706, "Filters", <c>data_filter</c>.</remarks>
internal sealed class EntryJudge(ArchivePolicy policy, ExtractionLimits limits)
{
    private const int KeptOfMode = 0x1ED; // 0755
    private const int OwnerExecutes = 0x40;
    private const int AnyoneExecutes = 0x49;
    private const int OwnerReadsAndWrites = 0x180;

    private readonly TreeModel _tree = new();
    private int _entries;
    private long _nameBytes;

    /// <summary>Passes an entry.</summary>
    /// <exception cref="ArchiveRefusedException">It breaks a rule.</exception>
    internal JudgedEntry Judge(ArchiveEntry entry)
    {
        try
        {
            return Pass(entry);
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(refused.Refusal with { Entry = EntryText.Of(entry.Name), Offset = entry.Offset });
        }
    }

    /// <summary>Counts an entry, whatever becomes of it.</summary>
    /// <exception cref="ArchiveRefusedException">It is one too many.</exception>
    internal void Count(string name, long offset)
    {
        if (++_entries > limits.Entries)
        {
            throw new ArchiveRefusedException(ArchiveRule.TooManyEntries, string.Create(CultureInfo.InvariantCulture, $"It has more than {limits.Entries:N0} entries. If it is no bomb, raise the limit (--max-entries)."), EntryText.Of(name), offset);
        }
    }

    /// <summary>After the last entry: the links that lead nowhere they may.</summary>
    internal IEnumerable<ArchiveRefusal> JudgeLinks() => LinkRules.Judge(_tree);

    private JudgedEntry Pass(ArchiveEntry entry)
    {
        if (entry.Name.Length == 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.EmptyName, "It has no name.");
        }

        var path = NameRules.Clean(entry.Name, limits);
        if (path.Length == 0)
        {
            return entry.Kind == EntryKind.Folder
                ? new JudgedEntry(new ExtractedEntry("", EntryKind.Folder, 0, UnixFileMode.None, entry.Modified, null), [], IsNew: false)
                : throw new ArchiveRefusedException(ArchiveRule.EmptyName, "Its name means the destination itself, which it cannot replace.");
        }

        CountNames(path, entry.LinkTarget);
        var target = entry.Kind switch
        {
            EntryKind.SymbolicLink => SymbolicTarget(entry, path),
            EntryKind.HardLink => HardTarget(entry),
            _ => null,
        };
        var (folders, isNew) = _tree.Add(new TreeNode(path, entry.Kind, entry.Kind == EntryKind.SymbolicLink ? target : null, entry.Offset) { WasNamed = true });
        return new JudgedEntry(new ExtractedEntry(path, entry.Kind, entry.DeclaredBytes, Mode(entry), entry.Modified, target), folders, isNew);
    }

    private void CountNames(string path, string? target)
    {
        _nameBytes += Encoding.UTF8.GetByteCount(path) + (target is null ? 0 : Encoding.UTF8.GetByteCount(target));
        if (_nameBytes > limits.AllNamesBytes)
        {
            throw new ArchiveRefusedException(ArchiveRule.TooManyNameBytes, string.Create(CultureInfo.InvariantCulture, $"Its names have more than {limits.AllNamesBytes:N0} bytes in all."));
        }
    }

    private string SymbolicTarget(ArchiveEntry entry, string path)
    {
        DemandLinksAllowed();
        NameRules.DemandTarget(entry.LinkTarget!, limits);
        return LinkRules.LeavesByItself(path, entry.LinkTarget!)
            ? throw new ArchiveRefusedException(ArchiveRule.LinkOutside, $"It is a link to '{EntryText.Of(entry.LinkTarget!)}', which lies outside the destination.")
            : entry.LinkTarget!;
    }

    private string HardTarget(ArchiveEntry entry)
    {
        DemandLinksAllowed();
        string path;
        try
        {
            path = NameRules.Clean(entry.LinkTarget!, limits);
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(refused.Refusal.Rule switch
            {
                ArchiveRule.AbsolutePath => ArchiveRule.AbsoluteLink,
                ArchiveRule.OutsideDestination => ArchiveRule.LinkOutside,
                _ => ArchiveRule.LinkName,
            }, $"It is a hard link to '{EntryText.Of(entry.LinkTarget!)}', a name that breaks a rule. {refused.Message}");
        }

        return _tree.Find(path) is { Kind: EntryKind.File }
            ? path
            : throw new ArchiveRefusedException(ArchiveRule.HardLinkTarget, $"It is a hard link to '{EntryText.Of(entry.LinkTarget!)}', which is no regular file that came before it in this archive.");
    }

    private void DemandLinksAllowed()
    {
        if (policy == ArchivePolicy.Strict)
        {
            throw new ArchiveRefusedException(ArchiveRule.LinkNotAllowed, "It is a link, and policy 'strict' takes none. Policy 'data' does.");
        }
    }

    private static UnixFileMode Mode(ArchiveEntry entry)
    {
        if (entry.Kind != EntryKind.File)
        {
            return UnixFileMode.None;
        }

        var mode = entry.Mode & KeptOfMode;
        mode = (mode & OwnerExecutes) == 0 ? mode & ~AnyoneExecutes : mode;
        return (UnixFileMode)(mode | OwnerReadsAndWrites);
    }
}
