using System.Runtime.InteropServices;

namespace AgentNotebook.Archives.Extracting;

/// <summary>Calls that take a folder's descriptor and a path below it. Linux only.</summary>
/// <remarks>Sources: openat2(2), mkdirat(2), symlinkat(2), linkat(2), utimensat(2), statx(2), renameat2(2); asm-generic/fcntl.h.</remarks>
internal static unsafe partial class FolderCalls
{
    internal const int WriteOnly = 0x1;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;
    internal const int CloseOnExec = 0x80000;
    internal const int PathOnly = 0x200000;

    internal const int NotThere = 2;
    internal const int Exists = 17;
    internal const int OtherDevice = 18;
    internal const int NoFolder = 20;
    internal const int Invalid = 22;
    internal const int NoSpace = 28;
    internal const int NotImplemented = 38;
    internal const int TooManyLinks = 40;

    /// <summary><c>AT_FDCWD</c>.</summary>
    internal const int CurrentFolder = -100;

    /// <summary><c>AT_SYMLINK_NOFOLLOW</c>.</summary>
    internal const int DoNotFollow = 0x100;

    /// <summary><c>AT_EMPTY_PATH</c>.</summary>
    internal const int EmptyPath = 0x1000;

    /// <summary><c>AT_REMOVEDIR</c>.</summary>
    internal const int RemoveFolder = 0x200;

    private const int OpenAt2 = 437;
    private const ulong NoOtherMount = 0x01;
    private const ulong NoMagicLinks = 0x02;
    private const ulong NoLinks = 0x04;
    private const ulong Beneath = 0x08;

    /// <summary><c>O_DIRECTORY</c> and <c>O_NOFOLLOW</c>, which arm64 has the other way.</summary>
    internal static int Folder { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;

    internal static int NoFollow { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Opens what lies below a folder, passing no link at all and no other mount, in one step that nobody can get between.</summary>
    internal static int OpenBeneath(int folder, byte* path, int flags, int mode) => Open(folder, path, flags, mode, NoOtherMount | NoMagicLinks | NoLinks | Beneath);

    /// <summary>The same, but links are followed as long as they stay below.</summary>
    internal static int FollowBeneath(int folder, byte* path, int flags) => Open(folder, path, flags, 0, NoMagicLinks | Beneath);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    internal static partial int OpenAt(int folder, byte* path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    internal static partial int MakeFolder(int folder, byte* name, int mode);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    internal static partial int MakeLink(byte* target, int folder, byte* name);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    internal static partial int MakeHardLink(int folder, byte* name, int newFolder, byte* newName, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int SetLength(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    internal static partial int SetMode(int descriptor, int mode);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    internal static partial int SetTimes(int descriptor, long* times);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    internal static partial int SetTimesAt(int folder, byte* name, long* times, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    internal static partial int Look(int folder, byte* name, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    internal static partial nint ReadLink(int folder, byte* name, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    internal static partial int Rename(int folder, byte* name, int newFolder, byte* newName, uint flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    internal static partial int Remove(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint argument1, nint argument2, nint argument3, nint argument4);

    private static int Open(int folder, byte* path, int flags, int mode, ulong resolve)
    {
        // struct open_how
        var how = stackalloc ulong[3] { (uint)(flags | CloseOnExec), (uint)mode, resolve };
        return (int)SystemCall(OpenAt2, folder, (nint)path, (nint)how, 24);
    }
}
