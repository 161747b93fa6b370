namespace AgentNotebook.SandboxHost;

/// <summary>A thread and the rights it has: proc_pid_status(5).</summary>
/// <param name="Name">Its name, cut by the system to 15 characters.</param>
/// <param name="Filters">How many filters on system calls it is under.</param>
/// <param name="NoNewPrivileges">1 where landlock or a filter was put on it.</param>
/// <param name="User">Its four user ids.</param>
/// <param name="Group">Its four group ids.</param>
/// <param name="Capabilities">Effective, permitted and bounding set.</param>
public sealed record HostThread(string Name, string Filters, string NoNewPrivileges, string User, string Group, string Capabilities)
{
    internal static IReadOnlyList<HostThread> All() => [.. Directory.EnumerateDirectories("/proc/self/task").Select(Read).OfType<HostThread>()];

    private static HostThread? Read(string folder)
    {
        try
        {
            var status = File.ReadLines(Path.Combine(folder, "status")).Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
            return new HostThread(
                status["Name"],
                status["Seccomp_filters"],
                status["NoNewPrivs"],
                status["Uid"],
                status["Gid"],
                $"{status["CapEff"]} {status["CapPrm"]} {status["CapBnd"]}");
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
