using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Files;

/// <summary>
/// Puts a file's bytes on the disk, and says so when that failed. <see cref="RandomAccess.FlushToDisk"/> and
/// <see cref="FileStream.Flush(bool)"/> do not on Linux: the runtime's own wrapper (pal_io.c, SystemNative_FSync) assigns the comparison
/// of fsync's result with 0, not the result, so that no failure is ever seen. Found by a test that makes fsync fail, with .NET 10.0.12.
/// </summary>
internal static partial class FileSync
{
    private const int Interrupted = 4;
    private const int Invalid = 22;
    private const int NotSupported = 95;

    /// <exception cref="IOException">The bytes may not be on the disk, and a later flush that succeeds does not mean that they are.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        int result;
        do
            result = Fsync(file);
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        // A pipe or a terminal has no disk to be put on.
        if (result != 0 && Marshal.GetLastPInvokeError() is not (Invalid or NotSupported))
            throw new IOException($"Its bytes could not be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);
}
