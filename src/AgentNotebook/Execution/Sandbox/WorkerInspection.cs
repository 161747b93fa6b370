using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Holds a worker's own report against the orders, and both against what the system says of the worker's threads.</summary>
internal static class WorkerInspection
{
    private const string Remedy = "Run outside a sandbox that forbids it, ask for a weaker level, or report it with what 'agentnb doctor' prints.";

    // EPERM, ENOENT, EACCES, EROFS, ENOSYS: refused, or not there. Anything else was looked at by the kernel.
    private static readonly int[] _refusals = [1, 2, 13, 30, 38];

    /// <exception cref="SandboxLayerException">Something is not as it should be; names the first.</exception>
    internal static void Demand(WorkerLauncher launcher, ReadyMessage report, int workerId)
    {
        if (report.Version != ReadyMessage.ProtocolVersion || report.Level != launcher.Level || report.Profile != launcher.Profile)
        {
            throw new SandboxLayerException(LayerNames.Start, $"the worker reports version {report.Version}, level {report.Level}, profile {report.Profile} where {ReadyMessage.ProtocolVersion}, {launcher.Level}, {launcher.Profile} was ordered", "Put the worker of this version beside the library.");
        }

        foreach (var (name, error) in report.Steps.Where(step => step.Error != 0))
        {
            throw new SandboxLayerException(name.StartsWith("limit", StringComparison.Ordinal) ? LayerNames.Limits : name, $"{name}: {Processes.LinuxCalls.Words(error)}", Remedy);
        }

        if (launcher.Level == SandboxLevel.None)
        {
            return;
        }

        if (report.Canaries.Count == 0)
        {
            throw new SandboxLayerException(LayerNames.Canary, "the worker tried nothing", Remedy);
        }

        foreach (var (name, error) in report.Canaries.Where(canary => !_refusals.Contains(canary.Error)))
        {
            throw new SandboxLayerException(LayerNames.Canary, error == 0 ? $"{name} got through" : $"{name} was not refused, but failed: {Processes.LinuxCalls.Words(error)}", Remedy);
        }

        DemandThreads(launcher, workerId);
        launcher.Inspect(workerId);
    }

    // proc_pid_status(5). Every thread, for a filter or a capability belongs to a thread.
    private static void DemandThreads(WorkerLauncher launcher, int workerId)
    {
        var threads = 0;
        // Filters this process is under itself, as in many containers, are the worker's as well, and say nothing of its own.
        var due = launcher.Filters + (Filters(Status("/proc/self")) ?? 0);
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{workerId}/task"))
        {
            var status = Status(folder);
            if (status.Count == 0)
            {
                continue;
            }

            threads++;
            Demand(status, "Seccomp", "2", LayerNames.Seccomp, workerId);
            Demand(status, "NoNewPrivs", "1", LayerNames.NoNewPrivileges, workerId);
            if (Filters(status) is { } filters && filters < due)
            {
                throw new SandboxLayerException(LayerNames.Seccomp, $"a thread of the worker is under {filters} filters instead of {due}", Remedy);
            }

            if (launcher.Level > SandboxLevel.Filtered)
            {
                Demand(status, "CapPrm", "0000000000000000", LayerNames.User, workerId);
                Demand(status, "CapEff", "0000000000000000", LayerNames.User, workerId);
            }
        }

        if (threads == 0)
        {
            throw new SandboxLayerException(LayerNames.Start, $"nothing is to be read of the worker in /proc/{workerId}", "Mount /proc without hidepid, or ask for a weaker level.");
        }
    }

    // Linux 5.9 and later.
    private static int? Filters(Dictionary<string, string> status) =>
        status.TryGetValue("Seccomp_filters", out var filters) ? int.Parse(filters, CultureInfo.InvariantCulture) : null;

    private static void Demand(Dictionary<string, string> status, string field, string expected, string layer, int workerId)
    {
        if (!status.TryGetValue(field, out var found) || found != expected)
        {
            throw new SandboxLayerException(layer, $"the system says {field} {found ?? "nothing"} of a thread of worker {workerId}, where {expected} was due", Remedy);
        }
    }

    // A thread that ended meanwhile has no status any more.
    private static Dictionary<string, string> Status(string folder)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, "status"))
                .Select(line => line.Split(':', 2))
                .Where(parts => parts.Length == 2)
                .ToDictionary(parts => parts[0], parts => parts[1].Trim());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
