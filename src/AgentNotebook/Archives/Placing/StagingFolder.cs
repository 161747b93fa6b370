using System.Globalization;
using System.Security.Cryptography;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Placing;

/// <summary>
/// A folder beside the destination, on the same file system, in which an archive is unpacked before anything of it is seen. Only its owner can look inside.
/// It, the destination and the folder above are opened once and held: what their paths lead to later does not matter.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    internal const string TreeName = "tree";
    internal const string ReplacedName = "replaced";

    private const int RandomBytes = 8;
    private const int MaximumLeaf = 80;
    private const int OwnerOnly = 0x1C0;
    private const int Anyone = 0x1FF;

    private readonly string _name;

    private StagingFolder(FolderHandle above, FolderHandle? destination, string path, IReadOnlyList<string> missing)
    {
        (Above, Destination, Place, Missing) = (above, destination, path, missing);
        var leaf = Path.GetFileName(path);
        _name = string.Create(CultureInfo.InvariantCulture, $".{leaf[..Math.Min(leaf.Length, MaximumLeaf)]}.agentnb-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}");
        DemandMade(above.Make(_name, OwnerOnly));
        Folder = above.OpenFolder(_name);
        DemandMade(Folder.Make(TreeName, Anyone) && Folder.Make(ReplacedName, OwnerOnly));
        Tree = Folder.OpenFolder(TreeName);
    }

    /// <summary>The nearest folder above the destination that is there.</summary>
    internal FolderHandle Above { get; }

    /// <summary>The destination; <see langword="null"/> when it has to be made.</summary>
    internal FolderHandle? Destination { get; }

    /// <summary>The destination's full path.</summary>
    internal string Place { get; }

    /// <summary>Folders that have to be made between <see cref="Above"/> and the destination, the outermost first.</summary>
    internal IReadOnlyList<string> Missing { get; }

    internal FolderHandle Folder { get; }

    /// <summary>What the archive becomes.</summary>
    internal FolderHandle Tree { get; }

    /// <exception cref="IOException">The destination is no folder, or nothing can be made beside it.</exception>
    internal static StagingFolder Create(string destination)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        var there = FileFacts.Of(path);
        FolderHandle? above = null, opened = null;
        try
        {
            if (there.IsThere)
            {
                opened = there.IsFolder ? FolderHandle.Open(path) : throw new IOException($"'{destination}' is no folder. Name one, or a place where there is nothing yet.");
                above = opened.OpenParent();
                if (FileFacts.Of(above.Descriptor).Device != FileFacts.Of(opened.Descriptor).Device)
                {
                    // What lies on another file system than the folder above it can only be renamed to from within.
                    above.Dispose();
                    above = FolderHandle.Open(path);
                }

                return new StagingFolder(above, opened, path, []);
            }

            var missing = new Stack<string>();
            var higher = Path.GetDirectoryName(path)!;
            for (; !FileFacts.Of(higher).IsThere; higher = Path.GetDirectoryName(higher)!)
            {
                missing.Push(Path.GetFileName(higher));
            }

            above = FolderHandle.Open(higher);
            return new StagingFolder(above, null, path, [.. missing]);
        }
        catch (Exception exception)
        {
            above?.Dispose();
            opened?.Dispose();
            throw exception is ArchiveRefusedException refused
                ? new IOException($"Nothing can be made in the folder above '{destination}', where the archive has to be unpacked before it is put into its place: {refused.Message}", refused)
                : exception;
        }
    }

    /// <summary>Removes it, by what is held and not by its path.</summary>
    public void Dispose()
    {
        try
        {
            Folder.Clear();
        }
        catch (IOException)
        {
            // It is hidden and says by its name what it was for.
        }

        Above.RemoveEmpty(_name);
        Tree.Dispose();
        Folder.Dispose();
        Destination?.Dispose();
        Above.Dispose();
    }

    private static void DemandMade(bool made)
    {
        if (!made)
        {
            throw new IOException("Somebody made a folder of the same name in the same moment. Try again.");
        }
    }
}
