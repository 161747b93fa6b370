using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Processes;

/// <summary>Reads small files and lists folders of Linux's /proc and /sys without allocating: a sampler asks them many times a second.</summary>
internal static unsafe partial class LinuxFiles
{
    /// <summary>O_CLOEXEC, and O_NONBLOCK so that no pipe in the place of a file is waited for.</summary>
    private const int ReadOnly = 0x80000 | 0x800;

    /// <summary>Offset of <c>d_name</c> in a directory entry of 64-bit Linux (readdir(3)).</summary>
    private const int NameOffset = 19;

    private const int Interrupted = 4;

    /// <summary>Reads a file's beginning.</summary>
    /// <param name="path">Ends with a zero byte.</param>
    /// <param name="buffer">Receives it.</param>
    /// <returns>How much was read; -1 when it cannot be.</returns>
    public static int Read(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        int file;
        fixed (byte* name = path)
        {
            file = Open(name, ReadOnly);
        }

        if (file < 0)
        {
            return -1;
        }

        nint read;
        fixed (byte* bytes = buffer)
        {
            do
            {
                read = ReadAt(file, bytes, buffer.Length, 0);
            }
            while (read < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        }

        _ = Close(file);
        return (int)read;
    }

    /// <summary>Where a symbolic link leads.</summary>
    /// <param name="path">Ends with a zero byte.</param>
    /// <param name="buffer">Receives it, cut to its length.</param>
    /// <returns>Its length; -1 when it cannot be read.</returns>
    public static int ReadLink(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        fixed (byte* name = path)
        fixed (byte* bytes = buffer)
        {
            return (int)ReadLink(name, bytes, buffer.Length);
        }
    }

    /// <summary>The entries of a folder whose names are numbers: processes, or open files of one. To be gone through once, with <c>foreach</c>, which closes the folder.</summary>
    public ref struct Numbers
    {
        private nint _folder;

        /// <param name="path">The folder, ended by a zero byte. One that cannot be read has no entries.</param>
        public Numbers(ReadOnlySpan<byte> path)
        {
            fixed (byte* name = path)
            {
                _folder = OpenFolder(name);
            }
        }

        /// <summary>The number found last.</summary>
        public int Current { get; private set; }

        public readonly Numbers GetEnumerator() => this;

        public bool MoveNext()
        {
            byte* entry;
            while (_folder != 0 && (entry = NextEntry(_folder)) != null)
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameOffset);
                if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    Current = number;
                    return true;
                }
            }

            return false;
        }

        public void Dispose()
        {
            if (_folder != 0)
            {
                _ = CloseFolder(_folder);
                _folder = 0;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint ReadAt(int file, byte* bytes, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "readlink")]
    private static partial nint ReadLink(byte* path, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "opendir")]
    private static partial nint OpenFolder(byte* path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial byte* NextEntry(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint folder);
}
