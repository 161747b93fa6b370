using AgentNotebook.Execution;
using AgentNotebook.Execution.Seccomp;
using Machine = System.Runtime.InteropServices.Architecture;

namespace AgentNotebook.Tests.Execution.Seccomp;

/// <summary>One of the filters, and what it is meant to answer.</summary>
internal sealed class FilterUnderTest
{
    internal const int ProcessId = 4711;

    private readonly Dictionary<uint, string> _names;

    private FilterUnderTest(Machine architecture, SandboxProfile? profile)
    {
        Architecture = architecture;
        Profile = profile;
        Program = new BpfInterpreter(profile is { } worker ? WorkerFilter.Create(architecture, worker, ProcessId) : LauncherFilter.Create(architecture));
        _names = Enum.GetValues<SystemCall>()
            .Where(call => SystemCallTable.Number(architecture, call) is not null)
            .ToDictionary(call => SystemCallTable.Number(architecture, call)!.Value, call => call.ToString());
    }

    internal static FilterUnderTest[] All { get; } =
    [
        .. from architecture in (Machine[])[Machine.X64, Machine.Arm64]
           from profile in (SandboxProfile?[])[null, SandboxProfile.Compute, SandboxProfile.Files, SandboxProfile.Extract, SandboxProfile.Gpu]
           select new FilterUnderTest(architecture, profile),
    ];

    internal Machine Architecture { get; }

    internal SandboxProfile? Profile { get; }

    internal BpfInterpreter Program { get; }

    internal uint ArchitectureWord => Architecture == Machine.X64 ? 0xc000003e : 0xc00000b7;

    internal uint Answer(uint number, params ulong[] arguments) => Program.Run(number, ArchitectureWord, arguments);

    internal uint Declared(uint number, ulong[] arguments)
    {
        if (Architecture == Machine.X64 && (number & 0x4000_0000) != 0)
        {
            return DeclaredPolicy.Kill;
        }

        var name = _names.GetValueOrDefault(number);
        return Profile is { } profile ? DeclaredPolicy.Worker(name, profile, ProcessId, arguments) : DeclaredPolicy.Launcher(name, arguments);
    }

    public override string ToString() => $"{Profile?.ToString() ?? "launcher"} on {Architecture}";
}
