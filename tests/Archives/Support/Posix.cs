using System.Runtime.InteropServices;

namespace AgentNotebook.Archives.Tests.Support;

/// <summary>What the framework does not offer of the system.</summary>
internal static partial class Posix
{
    private const int AtWorkingDirectory = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint Exchange = 2;
    private const uint WantKindAndLinks = 0x5;
    private const uint WantBlocks = 0x400;
    private const uint WantOwnerAndInode = 0x118;
    private const int KindMask = 0xf000;
    private const int Regular = 0x8000;

    /// <summary>Whether a path is a regular file; a link is not.</summary>
    public static bool IsRegular(string path) => (Stat(path).Mode & KindMask) == Regular;

    /// <summary>How many names a file has.</summary>
    public static uint Links(string path) => Stat(path).Links;

    /// <summary>Bytes on the disk, holes left out.</summary>
    public static ulong AllocatedBytes(string path) => Stat(path).Blocks * 512;

    /// <summary>The number that is the file's own, whatever its name.</summary>
    public static ulong Inode(string path) => Stat(path).Inode;

    /// <summary>User and group of a file.</summary>
    public static (uint User, uint Group) Owner(string path)
    {
        var status = Stat(path);
        return (status.User, status.Group);
    }

    /// <summary>Makes a pipe with a name.</summary>
    public static void MakePipe(string path) => Check(MkFifo(path, 0x180), path);

    /// <summary>Makes a hard link.</summary>
    public static void Link(string existing, string path) => Check(HardLink(existing, path), path);

    /// <summary>Exchanges two names at once (renameat2 with RENAME_EXCHANGE). False when one is not there.</summary>
    public static bool TryExchange(string one, string other) => Rename(AtWorkingDirectory, one, AtWorkingDirectory, other, Exchange) == 0;

    private static Status Stat(string path)
    {
        Check(Statx(AtWorkingDirectory, path, AtSymlinkNoFollow, WantKindAndLinks | WantBlocks | WantOwnerAndInode, out var status), path);
        return status;
    }

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string existing, string path);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);

    /// <summary>The beginning of <c>struct statx</c>, which is 256 bytes long on every architecture.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Status
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint User;
        public uint Group;
        public ushort Mode;
        public ushort Spare;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
    }
}
