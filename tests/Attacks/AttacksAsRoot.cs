using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

public class AttacksAsRoot : AttackSuite
{
    public static TheoryData<string, SandboxLevel> Probes => Rows(User.Root);

    [LevelTheory(nameof(User.Root))]
    [MemberData(nameof(Probes))]
    public Task a_probe_ends_as_it_must(string probe, SandboxLevel level) => DemandAsync(probe, level, User.Root);

    [LevelFact(SandboxLevel.None, nameof(User.Root))]
    public Task nothing_is_left_of_a_run_without_a_sandbox() => DemandNothingLeftAsync(SandboxLevel.None, User.Root);

    [LevelFact(SandboxLevel.Filtered, nameof(User.Root))]
    public Task nothing_is_left_of_a_run_at_level_filtered() => DemandNothingLeftAsync(SandboxLevel.Filtered, User.Root);

    [LevelFact(SandboxLevel.Confined, nameof(User.Root))]
    public Task nothing_is_left_of_a_run_at_level_confined() => DemandNothingLeftAsync(SandboxLevel.Confined, User.Root);

    [LevelFact(SandboxLevel.Isolated, nameof(User.Root))]
    public Task nothing_is_left_of_a_run_at_level_isolated() => DemandNothingLeftAsync(SandboxLevel.Isolated, User.Root);
}
