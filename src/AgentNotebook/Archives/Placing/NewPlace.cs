using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Placing;

/// <summary>Moves a staged tree to where there was nothing, as a whole, and makes the folders above it.</summary>
internal static class NewPlace
{
    private const int Anyone = 0x1FF;
    private const string Foreign = "foreign";

    /// <exception cref="ArchiveRefusedException">It cannot be put there; nothing has changed.</exception>
    internal static void Put(StagingFolder staging)
    {
        var opened = new List<FolderHandle> { staging.Above };
        var made = new Stack<(FolderHandle Above, string Name)>();
        try
        {
            foreach (var name in staging.Missing)
            {
                if (opened[^1].Make(name, Anyone))
                {
                    made.Push((opened[^1], name));
                }

                opened.Add(opened[^1].OpenFolder(name));
            }

            MoveTo(staging, opened[^1]);
        }
        catch
        {
            while (made.TryPop(out var folder))
            {
                folder.Above.RemoveEmpty(folder.Name);
            }

            throw;
        }
        finally
        {
            opened.Skip(1).ToList().ForEach(folder => folder.Dispose());
        }
    }

    private static void MoveTo(StagingFolder staging, FolderHandle above)
    {
        var (leaf, tree) = (Path.GetFileName(staging.Place), FileFacts.Of(staging.Tree.Descriptor));
        FolderMove.Rename(staging.Folder, StagingFolder.TreeName, above, leaf);
        try
        {
            if (!above.Look(leaf).IsSame(tree))
            {
                throw new ArchiveRefusedException(ArchiveRule.TreeChanged, "Somebody put something else in the place of the unpacked tree while it was moved.");
            }

            FolderMove.DemandPlace(staging.Place, tree);
        }
        catch
        {
            FolderMove.Rename(above, leaf, staging.Folder, Foreign);
            throw;
        }
    }
}
