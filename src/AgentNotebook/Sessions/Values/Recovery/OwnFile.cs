using System.Runtime.InteropServices;

namespace AgentNotebook.Sessions.Values.Recovery;

/// <summary>Opens files that may lie in a folder in which everybody can leave one.</summary>
internal static partial class OwnFile
{
    private const int CurrentFolder = -100;
    private const int LinkItself = 0x100;
    private const int DescriptorItself = 0x1000;
    private const uint OwnerAndMode = 0x0B;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int OthersMayWrite = 0x12;

    /// <summary>Opens a file of this user that nobody else may write; null when it is another's, or no plain file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream? Open(string file)
    {
        // Before it is opened, because opening a pipe may never end; a link would lead to a file of somebody else's choice.
        if (OperatingSystem.IsLinux() ? !IsOwn(CurrentFolder, file, LinkItself) : new FileInfo(file).LinkTarget is not null)
            return null;
        var stream = new FileStream(file, new FileStreamOptions { Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
        // And after it, because another one may have been put there in between.
        if (!OperatingSystem.IsLinux() || IsOwn((int)stream.SafeFileHandle.DangerousGetHandle(), "", DescriptorItself))
            return stream;
        stream.Dispose();
        return null;
    }

    // statx(2)
    private static unsafe bool IsOwn(int folder, string path, int flags)
    {
        Span<byte> about = stackalloc byte[256];
        int answer;
        fixed (byte* buffer = about)
            answer = Statx(folder, path, flags, OwnerAndMode, buffer);
        // struct statx: stx_uid at byte 20, stx_mode at byte 28.
        var (owner, mode) = (MemoryMarshal.Read<uint>(about[20..]), MemoryMarshal.Read<ushort>(about[28..]));
        return answer == 0 && owner == EffectiveUser() && (mode & TypeMask) == RegularFile && (mode & OthersMayWrite) == 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
