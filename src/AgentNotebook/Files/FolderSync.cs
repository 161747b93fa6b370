using System.Runtime.InteropServices;

namespace AgentNotebook.Files;

/// <summary>
/// Puts a folder's entries on the disk. A new file is safe only when its name is, and SQLite sees to that for its journals but not
/// for the database itself (fsync(2), notes).
/// </summary>
internal static partial class FolderSync
{
    public static void Flush(string folder)
    {
        // NTFS journals names by itself, and has no call for this.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"The folder {folder} cannot be opened to flush it: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            // Some file systems cannot flush a folder and say EINVAL (22); there is then nothing more to be had.
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != 22)
                throw new IOException($"The folder {folder} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
