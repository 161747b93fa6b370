using System.Buffers.Text;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Processes;

/// <summary>The few facts read from Linux's process file system (proc(5)), without allocating where it is asked often.</summary>
internal static class ProcFs
{
    /// <summary>The numbers of all processes that are visible here.</summary>
    public static LinuxFiles.Numbers Processes() => new("/proc\0"u8);

    /// <summary>The parent's number, or <see langword="null"/> when the process is gone.</summary>
    public static int? ParentOf(int process)
    {
        Span<byte> path = stackalloc byte[LinuxPath.MaxBytes];
        Span<byte> buffer = stackalloc byte[256];
        var length = LinuxFiles.Read(new LinuxPath(path).Add("/proc/"u8).Add(process).Add("/stat"u8).Ended, buffer);
        if (length <= 0)
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
    public static SafeFileHandle? OpenResidentSet(int process)
    {
        try
        {
            return File.OpenHandle($"/proc/{process}/statm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The resident set in bytes.</summary>
    /// <returns><see langword="false"/> when the process is gone.</returns>
    public static bool TryReadResidentSet(SafeFileHandle file, out long bytes)
    {
        bytes = 0;
        Span<byte> buffer = stackalloc byte[128];
        int length;
        try
        {
            length = RandomAccess.Read(file, buffer, 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The process ended between opening and reading.
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

    /// <summary>A process's name, cut at 15 bytes by the kernel; <see langword="null"/> when it is gone or this is no Linux.</summary>
    public static string? NameOf(int process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> path = stackalloc byte[LinuxPath.MaxBytes];
        Span<byte> buffer = stackalloc byte[64];
        var length = LinuxFiles.Read(new LinuxPath(path).Add("/proc/"u8).Add(process).Add("/comm"u8).Ended, buffer);
        return length <= 0 ? null : Encoding.UTF8.GetString(buffer[..length]).Trim();
    }

    /// <summary>The machine's memory in bytes, or <see langword="null"/> when it cannot be read.</summary>
    public static long? MachineMemory() => MemoryInfo("MemTotal:"u8);

    /// <summary>What the kernel estimates new work can have without swapping, in bytes; <see langword="null"/> when it cannot be read.</summary>
    public static long? AvailableMemory() => MemoryInfo("MemAvailable:"u8);

    /// <summary>Whether this process lives in the machine's first process namespace, whose inode number the kernel fixes (PROC_PID_INIT_INO).</summary>
    public static bool IsInFirstNamespace()
    {
        Span<byte> buffer = stackalloc byte[64];
        var length = LinuxFiles.ReadLink("/proc/self/ns/pid\0"u8, buffer);
        return length > 0 && buffer[..length].SequenceEqual("pid:[4026531836]"u8);
    }

    /// <summary>One of the first lines of meminfo, each of which begins with its label.</summary>
    private static long? MemoryInfo(ReadOnlySpan<byte> label)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[256];
        var length = LinuxFiles.Read("/proc/meminfo\0"u8, buffer);
        var at = length <= 0 ? -1 : buffer[..length].IndexOf(label);
        return at >= 0 && Utf8Parser.TryParse(buffer[(at + label.Length)..length].TrimStart((byte)' '), out long kibibytes, out _)
            ? kibibytes << 10
            : null;
    }
}
