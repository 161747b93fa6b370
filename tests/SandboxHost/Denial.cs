using System.Runtime.InteropServices;
using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.SandboxHost;

/// <summary>Makes the kernel poorer for this process and its children, by a filter on all its threads.</summary>
internal static class Denial
{
    private const uint NewUserNamespace = 0x1000_0000;

    // linux/landlock.h; the same number on every architecture.
    private const SystemCall CreateRuleset = (SystemCall)((444 << 16) | 444);

    internal static void Install(IReadOnlyList<string> denied)
    {
        if (denied.Count == 0)
        {
            return;
        }

        var filter = FilterTree.Assemble(RuntimeInformation.ProcessArchitecture, [.. denied.SelectMany(Rules)], FilterAction.Allow);
        var error = SeccompLoader.SetNoNewPrivileges() is var status and not 0 ? status : SeccompLoader.Install(filter, allThreads: true);
        if (error != 0)
        {
            throw new InvalidOperationException(SeccompLoader.Describe(error));
        }
    }

    private static FilterRule[] Rules(string denied) => denied switch
    {
        // A filter that denies nothing: what a container that filters its processes looks like.
        "nothing" => [],
        "userns" =>
        [
            new FilterRule(SystemCall.unshare, [new ArgumentTest(0, ArgumentComparison.AnyBit, NewUserNamespace, FilterAction.NotPermitted)], FilterAction.Allow),
            new FilterRule(SystemCall.clone, [new ArgumentTest(0, ArgumentComparison.AnyBit, NewUserNamespace, FilterAction.NotPermitted)], FilterAction.Allow),
            new FilterRule(SystemCall.clone3, FilterAction.NotImplemented),
        ],
        "landlock" => [new FilterRule(CreateRuleset, FilterAction.NotImplemented)],
        "seccomp" => [new FilterRule(SystemCall.seccomp, FilterAction.NotImplemented)],
        _ => throw new ArgumentException($"'{denied}' is nothing this host can deny."),
    };
}
