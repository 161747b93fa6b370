using System.Runtime.InteropServices;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Placing;

/// <summary>Moves a staged tree into a destination that is there already, by renaming: all of it, or none.</summary>
internal sealed unsafe class Placement
{
    private readonly StagingFolder _staging;
    private readonly FolderHandle _tree;
    private readonly FolderHandle _destination;
    private readonly bool _overwrite;
    private readonly List<(string Path, FileFacts Staged, bool Replaces)> _moves = [];
    private readonly Stack<(FolderHandle From, string Source, FolderHandle To, string Target)> _done = new();

    private Placement(StagingFolder staging, FolderHandle destination, bool overwrite) =>
        (_staging, _tree, _destination, _overwrite) = (staging, staging.Tree, destination, overwrite);

    /// <summary>Puts the tree in its place.</summary>
    /// <exception cref="ArchiveRefusedException">It cannot be put there; nothing has changed.</exception>
    internal static void Put(StagingFolder staging, IReadOnlyList<ExtractedEntry> entries, bool overwrite)
    {
        if (staging.Destination is null)
        {
            NewPlace.Put(staging);
            return;
        }

        var placement = new Placement(staging, staging.Destination, overwrite);
        placement.Plan("");
        placement.Move(entries);
    }

    private void Plan(string path)
    {
        var staged = path.Length == 0 ? _tree.Descriptor : _tree.OpenBelow(path, FolderCalls.Folder);
        var there = path.Length == 0 ? _destination.Descriptor : _destination.OpenBelow(path, FolderCalls.PathOnly | FolderCalls.Folder);
        try
        {
            foreach (var name in FolderHandle.Names(staged))
            {
                Plan(path.Length == 0 ? name : $"{path}/{name}", new FileFacts(staged, _tree.Name(name)), new FileFacts(there, _destination.Name(name)));
            }
        }
        finally
        {
            _tree.CloseAbove(staged);
            _destination.CloseAbove(there);
        }
    }

    private void Plan(string path, FileFacts staged, FileFacts there)
    {
        if (!there.IsThere)
        {
            _moves.Add((path, staged, false));
        }
        else if (staged.IsFolder && there.IsFolder)
        {
            Plan(path);
        }
        else if (staged.IsFolder || !(there.IsFile || there.IsLink))
        {
            throw new ArchiveRefusedException(ArchiveRule.AlreadyExists, $"In the destination it is {(there.IsFolder ? "a folder" : there.IsLink ? "a symbolic link" : there.IsFile ? "a file" : "something else")} already, which it cannot replace.", EntryText.Of(path));
        }
        else if (_overwrite)
        {
            _moves.Add((path, staged, true));
        }
        else
        {
            throw new ArchiveRefusedException(ArchiveRule.AlreadyExists, "It is in the destination already. To replace it: --overwrite.", EntryText.Of(path));
        }
    }

    private void Move(IReadOnlyList<ExtractedEntry> entries)
    {
        try
        {
            for (var index = 0; index < _moves.Count; index++)
            {
                var (path, staged, replaces) = _moves[index];
                if (replaces)
                {
                    Do(_destination, path, _staging.Folder, $"{StagingFolder.ReplacedName}/{index}");
                }

                Do(_tree, path, _destination, path);
                DemandSame(path, staged);
            }

            DemandLinks(entries);
            FolderMove.DemandPlace(_staging.Place, FileFacts.Of(_destination.Descriptor));
        }
        catch
        {
            while (_done.TryPop(out var move))
            {
                FolderMove.Rename(move.To, move.Target, move.From, move.Source);
            }

            throw;
        }
    }

    private void Do(FolderHandle from, string source, FolderHandle to, string target)
    {
        FolderMove.Rename(from, source, to, target);
        _done.Push((from, source, to, target));
    }

    private void DemandSame(string path, FileFacts staged)
    {
        var (above, name) = _destination.OpenAbove(path);
        var moved = new FileFacts(above, _destination.Name(name));
        _destination.CloseAbove(above);
        if (!moved.IsSame(staged))
        {
            throw new ArchiveRefusedException(ArchiveRule.TreeChanged, "Somebody put something else in its place while it was moved.", EntryText.Of(path));
        }
    }

    // Links that were in the destination before may lead those of the archive on.
    private void DemandLinks(IReadOnlyList<ExtractedEntry> entries)
    {
        foreach (var link in entries.Where(entry => entry.Kind == EntryKind.SymbolicLink))
        {
            var followed = FolderCalls.FollowBeneath(_destination.Descriptor, _destination.Name(link.Path), FolderCalls.PathOnly);
            var error = Marshal.GetLastPInvokeError();
            if (followed >= 0)
            {
                _ = FolderCalls.Close(followed);
            }
            else if (error == FolderCalls.OtherDevice)
            {
                throw new ArchiveRefusedException(ArchiveRule.LinkOutside, $"It is a link to '{EntryText.Of(link.LinkTarget!)}', which leads outside through a link that is in the destination already.", EntryText.Of(link.Path));
            }
        }
    }
}
