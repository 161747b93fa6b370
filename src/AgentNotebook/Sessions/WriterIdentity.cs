using System.Diagnostics;
using System.Globalization;

namespace AgentNotebook.Sessions;

/// <summary>A process, told apart from every other that ever had its number.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="Started">When it started: clock ticks since boot on Linux (proc(5), /proc/PID/stat field 22), UTC ticks elsewhere.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Boot">The kernel's boot id; empty where there is none.</param>
/// <param name="Space">The PID namespace; empty where there is none. A number means nothing in another one.</param>
internal sealed record WriterIdentity(int ProcessId, long Started, string Host, string Boot, string Space)
{
    public static WriterIdentity Current { get; } = new(
        Environment.ProcessId,
        StartOf(Environment.ProcessId) ?? 0,
        Environment.MachineName,
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "",
        OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "");

    /// <summary>Whether <paramref name="writer"/> still lives, as far as this process can see.</summary>
    public WriterLife LifeOf(WriterIdentity writer)
    {
        if (writer.Host == Host && writer.Boot != Boot)
            return WriterLife.Dead;
        if (writer.Host != Host || writer.Space != Space)
            return WriterLife.Unseen;
        return StartOf(writer.ProcessId) == writer.Started ? WriterLife.Living : WriterLife.Dead;
    }

    private static long? StartOf(int processId)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(processId);
                return process.StartTime.ToUniversalTime().Ticks;
            }

            // Field 2 is the program's name in brackets and may itself hold blanks and brackets, so fields are counted from its end.
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            // A zombie writes nothing any more; only its parent has not noticed.
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
