using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.LiteDb.Files;

/// <summary>Puts a file's bytes, and the length needed to read them, on the disk.</summary>
/// <remarks>Not by <see cref="RandomAccess.FlushToDisk"/>, which on Linux never sees that it failed (see <c>FileSync</c> of the library).</remarks>
internal static partial class DiskSync
{
    /// <exception cref="IOException">The disk did not take them.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        // fdatasync(2) leaves out the time of the last change, which costs a write of its own and which nobody reads.
        if (FDataSync(file) != 0)
            throw new IOException($"The file cannot be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);
}
