using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Worker;

/// <summary>What this process takes away from itself, for good, before a guest arrives; and what it then tries.</summary>
internal static class SelfRestriction
{
    private const int ParentGone = 3;

    /// <summary>Sets the limits and, at the sandboxed levels, installs the filter on every thread.</summary>
    internal static ReadyMessage Apply(WorkerOrders orders, LockMessage limits)
    {
        List<(string, int)> steps = [.. ProcessLimits.Apply(limits)];
        if (orders.Level == SandboxLevel.None)
        {
            return new ReadyMessage(ReadyMessage.ProtocolVersion, orders.Level, orders.Profile, steps, []);
        }

        Canary.Prepare();
        steps.Add(("end with the parent", DieWithParent(orders.Parent)));
        steps.Add(("no new privileges", SeccompLoader.SetNoNewPrivileges()));
        var filter = WorkerFilter.Create(RuntimeInformation.ProcessArchitecture, orders.Profile, Environment.ProcessId);
        steps.Add(("seccomp", SeccompLoader.Install(filter, allThreads: true)));
        return new ReadyMessage(ReadyMessage.ProtocolVersion, orders.Level, orders.Profile, steps, [.. Canary.Sing(orders)]);
    }

    // Asked for only now: the signal is also lost when a program is executed with other rights than before.
    private static int DieWithParent(int parent)
    {
        var error = Posix.ErrorOf(Posix.ProcessControl(Posix.SetDeathSignal, Posix.KillSignal, 0, 0, 0));
        return error == 0 && parent > 0 && Posix.Parent() != parent ? ParentGone : error;
    }
}
