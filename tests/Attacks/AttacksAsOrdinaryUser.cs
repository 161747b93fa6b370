using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

public class AttacksAsOrdinaryUser : AttackSuite
{
    public static TheoryData<string, SandboxLevel> Probes => Rows(User.Ordinary);

    [LevelTheory(nameof(User.Ordinary))]
    [MemberData(nameof(Probes))]
    public Task a_probe_ends_as_it_must(string probe, SandboxLevel level) => DemandAsync(probe, level, User.Ordinary);

    [LevelFact(SandboxLevel.None, nameof(User.Ordinary))]
    public Task nothing_is_left_of_a_run_without_a_sandbox() => DemandNothingLeftAsync(SandboxLevel.None, User.Ordinary);

    [LevelFact(SandboxLevel.Filtered, nameof(User.Ordinary))]
    public Task nothing_is_left_of_a_run_at_level_filtered() => DemandNothingLeftAsync(SandboxLevel.Filtered, User.Ordinary);

    [LevelFact(SandboxLevel.Confined, nameof(User.Ordinary))]
    public Task nothing_is_left_of_a_run_at_level_confined() => DemandNothingLeftAsync(SandboxLevel.Confined, User.Ordinary);

    [LevelFact(SandboxLevel.Isolated, nameof(User.Ordinary))]
    public Task nothing_is_left_of_a_run_at_level_isolated() => DemandNothingLeftAsync(SandboxLevel.Isolated, User.Ordinary);
}
