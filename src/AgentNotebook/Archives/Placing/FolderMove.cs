using System.Runtime.InteropServices;
using System.Text;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Placing;

/// <summary>Renaming between folders that are held.</summary>
internal static unsafe class FolderMove
{
    private const uint DoNotReplace = 1;

    /// <summary>Moves something; neither path passes a link, and what appeared at the target meanwhile stays.</summary>
    /// <exception cref="ArchiveRefusedException">It cannot be moved.</exception>
    internal static void Rename(FolderHandle from, string source, FolderHandle to, string target)
    {
        var (sourceFolder, sourceName) = from.OpenAbove(source);
        var (targetFolder, targetName) = to.OpenAbove(target);
        int returned;
        fixed (byte* name = Encoding.UTF8.GetBytes(targetName + "\0"))
        {
            returned = FolderCalls.Rename(sourceFolder, from.Name(sourceName), targetFolder, name, DoNotReplace);
            if (returned < 0 && Marshal.GetLastPInvokeError() is FolderCalls.Invalid or FolderCalls.NotImplemented && !new FileFacts(targetFolder, name).IsThere)
            {
                // A file system that cannot promise it.
                returned = FolderCalls.Rename(sourceFolder, from.Name(sourceName), targetFolder, name, 0);
            }
        }

        var error = Marshal.GetLastPInvokeError();
        from.CloseAbove(sourceFolder);
        to.CloseAbove(targetFolder);
        if (returned < 0)
        {
            Marshal.SetLastPInvokeError(error);
            throw FolderHandle.Failed(target);
        }
    }

    /// <summary>Passes a destination that is still where its path leads.</summary>
    /// <exception cref="ArchiveRefusedException">Somebody put something else there.</exception>
    internal static void DemandPlace(string path, FileFacts destination)
    {
        if (!FileFacts.Of(path).IsSame(destination))
        {
            throw new ArchiveRefusedException(ArchiveRule.TreeChanged, "Somebody put something else in the place of the destination, or of a folder above it, while the archive was unpacked.");
        }
    }
}
