using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Profile gpu opens a device and the system's libraries, and what every other profile refuses it refuses, too: every probe again, with a device that stands in for a GPU's node.</summary>
public class AttacksWithGpu : AttackSuite
{
    public static TheoryData<string, SandboxLevel> ProbesAsRoot => Rows(User.Root, SandboxProfile.Gpu);

    [LevelTheory(nameof(User.Root), SandboxProfile.Gpu)]
    [MemberData(nameof(ProbesAsRoot))]
    public Task a_probe_of_root_ends_as_it_must(string probe, SandboxLevel level) => DemandAsync(probe, level, User.Root, SandboxProfile.Gpu);

    [LevelFact(SandboxLevel.Isolated, nameof(User.Root))]
    public Task nothing_is_left_of_a_run_at_level_isolated() => DemandNothingLeftAsync(SandboxLevel.Isolated, User.Root, SandboxProfile.Gpu);
}
