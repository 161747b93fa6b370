using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>The least that putting bytes on a disk can cost: they are appended to a plain file, and <c>fdatasync</c> waits for them.</summary>
internal sealed partial class BareFile(string file) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
    private long _length;

    public void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        RandomAccess.Write(_handle, bytes, _length);
        _length += bytes.Length;
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_handle);
        }
        else if (Fdatasync(_handle) != 0)
        {
            throw new IOException($"{file} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);
}
