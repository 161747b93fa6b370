using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Extracting;

/// <summary>
/// A folder that is held open, and everything below it by paths that pass no link. Each call resolves its path from here, in the kernel, in one step:
/// a folder that somebody swaps for a link in between is found out instead of followed.
/// </summary>
/// <remarks>Where the kernel has no <c>openat2</c> (before 5.6), folder after folder is opened without following.</remarks>
internal sealed unsafe class FolderHandle : IDisposable
{
    private const int MaximumPath = 4096;

    private static readonly bool _canResolve = CanResolve();

    private readonly byte[] _path = GC.AllocateUninitializedArray<byte>(MaximumPath, pinned: true);

    private FolderHandle(int descriptor) => Descriptor = descriptor;

    internal int Descriptor { get; }

    /// <summary>Opens a folder of the caller's choice; links in its path are followed.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    internal static FolderHandle Open(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Archives are unpacked on Linux only: on other systems nothing keeps a name from leading elsewhere between looking and writing.");
        }

        fixed (byte* name = Encoding.UTF8.GetBytes(folder + "\0"))
        {
            var descriptor = FolderCalls.OpenAt(FolderCalls.CurrentFolder, name, FolderCalls.Folder | FolderCalls.CloseOnExec, 0);
            return descriptor >= 0 ? new FolderHandle(descriptor) : throw new IOException($"{folder}: {Words(Marshal.GetLastPInvokeError())}");
        }
    }

    /// <summary>Takes over a folder that is open already.</summary>
    internal static FolderHandle Adopt(int descriptor) => new(descriptor);

    /// <summary>The folder this one lies in now.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal FolderHandle OpenParent()
    {
        fixed (byte* name = "..\0"u8)
        {
            var descriptor = FolderCalls.OpenAt(Descriptor, name, FolderCalls.Folder | FolderCalls.CloseOnExec, 0);
            return descriptor >= 0 ? new FolderHandle(descriptor) : throw new IOException($"The folder above the destination: {Words(Marshal.GetLastPInvokeError())}");
        }
    }

    /// <summary>Opens a folder that lies below, to hold it.</summary>
    /// <exception cref="ArchiveRefusedException">It is not to be had without passing a link.</exception>
    internal FolderHandle OpenFolder(string path) => new(OpenBelow(path, FolderCalls.Folder));

    /// <summary>Makes a folder in this one.</summary>
    /// <returns>Whether it was made; not when something of that name is there.</returns>
    /// <exception cref="ArchiveRefusedException">It cannot be made.</exception>
    internal bool Make(string name, int mode) => FolderCalls.MakeFolder(Descriptor, Name(name), mode) == 0
        || (Marshal.GetLastPInvokeError() == FolderCalls.Exists ? false : throw Failed(name));

    /// <summary>Removes a folder from this one, if it is a folder and empty.</summary>
    internal void RemoveEmpty(string name) => _ = FolderCalls.Remove(Descriptor, Name(name), FolderCalls.RemoveFolder);

    /// <summary>What a name in this folder stands for.</summary>
    internal FileFacts Look(string name) => new(Descriptor, Name(name));

    /// <summary>The names in this folder.</summary>
    internal IEnumerable<string> Names() => Names(Descriptor);

    /// <summary>The names in a folder that is open.</summary>
    internal static IEnumerable<string> Names(int folder) => Directory.EnumerateFileSystemEntries($"/proc/self/fd/{folder}").Select(Path.GetFileName)!;

    /// <summary>Removes everything in this folder, following no link.</summary>
    internal void Clear()
    {
        foreach (var name in Names().ToList())
        {
            if (!Look(name).IsFolder)
            {
                _ = FolderCalls.Remove(Descriptor, Name(name), 0);
                continue;
            }

            if (TryOpenBelow(name, FolderCalls.Folder) is >= 0 and var opened)
            {
                using var folder = new FolderHandle(opened);
                folder.Clear();
            }

            RemoveEmpty(name);
        }
    }

    /// <summary>Opens what lies below.</summary>
    /// <exception cref="ArchiveRefusedException">It is not to be had without passing a link, or for another reason.</exception>
    internal int OpenBelow(string path, int flags, int mode = 0) => TryOpenBelow(path, flags, mode) is >= 0 and var descriptor ? descriptor : throw Failed(path);

    /// <summary>The same; -1 where it cannot be opened.</summary>
    internal int TryOpenBelow(string path, int flags, int mode = 0)
    {
        var name = Name(path);
        return _canResolve ? FolderCalls.OpenBeneath(Descriptor, name, flags, mode) : Walk(name, flags, mode);
    }

    /// <summary>Opens the folder above a path, for a call that takes a folder and a name.</summary>
    /// <returns>A descriptor that is closed with <see cref="CloseAbove"/>, and the name.</returns>
    /// <exception cref="ArchiveRefusedException">It is not to be had without passing a link.</exception>
    internal (int Folder, string Name) OpenAbove(string path)
    {
        var at = path.LastIndexOf('/');
        return at < 0 ? (Descriptor, path) : (OpenBelow(path[..at], FolderCalls.PathOnly | FolderCalls.Folder), path[(at + 1)..]);
    }

    internal void CloseAbove(int folder)
    {
        if (folder != Descriptor)
        {
            _ = FolderCalls.Close(folder);
        }
    }

    /// <summary>A path as the kernel takes it, until the next call.</summary>
    internal byte* Name(string path)
    {
        var length = Encoding.UTF8.GetBytes(path, _path.AsSpan(0, MaximumPath - 1));
        _path[length] = 0;
        return (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_path, 0);
    }

    /// <summary>What the last call's failure means.</summary>
    internal static ArchiveRefusedException Failed(string path) => Marshal.GetLastPInvokeError() is var error
        && error is FolderCalls.NotThere or FolderCalls.Exists or FolderCalls.OtherDevice or FolderCalls.NoFolder or FolderCalls.TooManyLinks
            ? new ArchiveRefusedException(ArchiveRule.TreeChanged, $"Somebody else changed the tree while it was unpacked ({Words(error)}).", EntryText.Of(path))
            : new ArchiveRefusedException(ArchiveRule.WriteFailed, $"It cannot be written: {Words(error)}.", EntryText.Of(path));

    internal static string Words(int error) => new Win32Exception(error).Message;

    public void Dispose() => _ = FolderCalls.Close(Descriptor);

    private static bool CanResolve()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        fixed (byte* here = "/\0"u8)
        {
            var descriptor = FolderCalls.FollowBeneath(FolderCalls.CurrentFolder, here, FolderCalls.PathOnly);
            if (descriptor >= 0)
            {
                _ = FolderCalls.Close(descriptor);
                return true;
            }

            return Marshal.GetLastPInvokeError() != FolderCalls.NotImplemented;
        }
    }

    private int Walk(byte* path, int flags, int mode)
    {
        var folder = Descriptor;
        while (true)
        {
            var rest = path;
            while (*rest is not (0 or (byte)'/'))
            {
                rest++;
            }

            var isLast = *rest == 0;
            *rest = 0;
            var next = isLast
                ? FolderCalls.OpenAt(folder, path, flags | FolderCalls.NoFollow | FolderCalls.CloseOnExec, mode)
                : FolderCalls.OpenAt(folder, path, FolderCalls.PathOnly | FolderCalls.Folder | FolderCalls.NoFollow | FolderCalls.CloseOnExec, 0);
            var error = Marshal.GetLastPInvokeError();
            CloseAbove(folder);
            if (isLast || next < 0)
            {
                Marshal.SetLastPInvokeError(error);
                return next;
            }

            folder = next;
            path = rest + 1;
        }
    }
}
