using System.Text;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Judging;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Placing;

/// <summary>
/// Compares what lies in the staging folder with what the sandboxed process says it put there, and both with the policy: a process that was taken over by
/// its archive could leave there what it likes.
/// </summary>
internal sealed unsafe class StagedTree
{
    private const int MostPermissions = 0x1ED; // 0755
    private const int MaximumTarget = 4096;

    private readonly FolderHandle _root;
    private readonly Dictionary<string, ExtractedEntry> _expected;
    private readonly int _mostFolders;
    private int _found;
    private int _folders;

    private StagedTree(FolderHandle root, ExtractionReport report)
    {
        _root = root;
        _expected = report.Entries.Where(entry => entry.Kind != EntryKind.Folder).ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        _mostFolders = report.Entries.Sum(entry => entry.Path.AsSpan().Count('/') + 1);
    }

    /// <summary>Passes a tree that is what it should be.</summary>
    /// <exception cref="ArchiveRefusedException">It is not.</exception>
    internal static void Demand(FolderHandle root, ExtractionReport report, ArchivePolicy policy, ExtractionLimits limits)
    {
        DemandPolicy(report, policy, limits);
        var tree = new StagedTree(root, report);
        tree.Walk("");
        if (tree._found != tree._expected.Count)
        {
            throw Differs("", "something is missing");
        }
    }

    private static void DemandPolicy(ExtractionReport report, ArchivePolicy policy, ExtractionLimits limits)
    {
        var judge = new EntryJudge(policy, limits);
        foreach (var entry in report.Entries)
        {
            _ = judge.Judge(new ArchiveEntry { Name = entry.Path, Kind = entry.Kind, Offset = -1, LinkTarget = entry.LinkTarget });
        }

        if (judge.JudgeLinks().FirstOrDefault() is { } refusal)
        {
            throw new ArchiveRefusedException(refusal);
        }
    }

    private static ArchiveRefusedException Differs(string path, string how) =>
        new(ArchiveRule.TreeChanged, $"What was unpacked is not what the archive holds: {how}.", EntryText.Of(path));

    private void Walk(string folder)
    {
        var opened = folder.Length == 0 ? _root.Descriptor : _root.OpenBelow(folder, FolderCalls.Folder);
        try
        {
            foreach (var name in FolderHandle.Names(opened))
            {
                Look(opened, name, folder.Length == 0 ? name : $"{folder}/{name}");
            }
        }
        finally
        {
            _root.CloseAbove(opened);
        }
    }

    private void Look(int folder, string name, string path)
    {
        var facts = new FileFacts(folder, _root.Name(name));
        if (facts.IsFolder)
        {
            if (++_folders > _mostFolders)
            {
                throw Differs(path, "a folder too many");
            }

            Walk(path);
            return;
        }

        if (!_expected.TryGetValue(path, out var entry))
        {
            throw Differs(path, "something too many");
        }

        _found++;
        var file = entry.Kind == EntryKind.HardLink ? _expected.GetValueOrDefault(entry.LinkTarget!) : entry;
        var isRight = entry.Kind == EntryKind.SymbolicLink
            ? facts.IsLink && Target(folder, name) == entry.LinkTarget
            : facts.IsFile && file is not null && facts.Bytes == file.Bytes && (facts.Permissions & ~MostPermissions) == 0;
        if (!isRight)
        {
            throw Differs(path, "something else");
        }
    }

    private string Target(int folder, string name)
    {
        var buffer = stackalloc byte[MaximumTarget];
        var length = FolderCalls.ReadLink(folder, _root.Name(name), buffer, MaximumTarget);
        return length < 0 ? "" : Encoding.UTF8.GetString(buffer, (int)length);
    }
}
