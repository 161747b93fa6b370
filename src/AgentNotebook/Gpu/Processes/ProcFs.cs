using System.Buffers.Text;
using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Processes;

/// <summary>The few facts read from Linux's process file system (proc(5)), without allocating per read where it is asked often.</summary>
internal static class ProcFs
{
    private static readonly EnumerationOptions DirectoriesOnly = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    /// <summary>The numbers of all processes that are visible here.</summary>
    public static IEnumerable<int> Processes() => new FileSystemEnumerable<int>(
        "/proc",
        static (ref FileSystemEntry entry) => int.Parse(entry.FileName, System.Globalization.CultureInfo.InvariantCulture),
        DirectoriesOnly)
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => int.TryParse(entry.FileName, System.Globalization.NumberStyles.None, null, out _),
    };

    /// <summary>The parent's number, or <see langword="null"/> when the process is gone.</summary>
    public static int? ParentOf(int process)
    {
        Span<byte> buffer = stackalloc byte[256];
        using var stat = TryOpen($"/proc/{process}/stat");
        if (stat is null || !TryRead(stat, buffer, out var length))
        {
            return null;
        }

        // The name stands in brackets and may hold brackets and spaces: what follows counts from the last one.
        // A name is at most 64 bytes long, so that the parent's number always lies within the buffer.
        var rest = buffer[..length];
        var name = rest.LastIndexOf((byte)')');
        return name >= 0 && name + 4 < length && Utf8Parser.TryParse(rest[(name + 4)..], out int parent, out _) ? parent : null;
    }

    /// <summary>A file to ask again and again for a process's resident set; stays bound to that process when its number is used again.</summary>
    public static SafeFileHandle? OpenResidentSet(int process) => TryOpen($"/proc/{process}/statm");

    /// <summary>The resident set in bytes.</summary>
    /// <returns><see langword="false"/> when the process is gone.</returns>
    public static bool TryReadResidentSet(SafeFileHandle file, out long bytes)
    {
        bytes = 0;
        Span<byte> buffer = stackalloc byte[128];
        if (!TryRead(file, buffer, out var length))
        {
            return false;
        }

        var size = buffer[..length].IndexOf((byte)' ');
        if (size < 0 || !Utf8Parser.TryParse(buffer[(size + 1)..length], out long pages, out _))
        {
            return false;
        }

        bytes = pages * Environment.SystemPageSize;
        return true;
    }

    /// <summary>The machine's memory in bytes, or <see langword="null"/> when it cannot be read.</summary>
    public static long? MachineMemory() => MemoryInfo("MemTotal:"u8);

    /// <summary>What the kernel estimates new work can have without swapping, in bytes; <see langword="null"/> when it cannot be read.</summary>
    public static long? AvailableMemory() => MemoryInfo("MemAvailable:"u8);

    /// <summary>Whether this process lives in the machine's first process namespace, whose inode number the kernel fixes (PROC_PID_INIT_INO).</summary>
    public static bool IsInFirstNamespace()
    {
        try
        {
            return new FileInfo("/proc/self/ns/pid").LinkTarget is "pid:[4026531836]";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>One of the first lines of meminfo, each of which begins with its label.</summary>
    private static long? MemoryInfo(ReadOnlySpan<byte> label)
    {
        Span<byte> buffer = stackalloc byte[256];
        using var info = TryOpen("/proc/meminfo");
        if (info is null || !TryRead(info, buffer, out var length))
        {
            return null;
        }

        var at = buffer[..length].IndexOf(label);
        return at >= 0 && Utf8Parser.TryParse(buffer[(at + label.Length)..length].TrimStart((byte)' '), out long kibibytes, out _)
            ? kibibytes << 10
            : null;
    }

    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryRead(SafeFileHandle file, Span<byte> buffer, out int length)
    {
        try
        {
            length = RandomAccess.Read(file, buffer, 0);
            return length > 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The process ended between opening and reading.
            length = 0;
            return false;
        }
    }
}
