namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>Strings never change, so the reference says all.</summary>
internal sealed class TextPlan : MemoryPlan<string?>
{
    public override bool IsFrozen => true;

    public override void Walk(string? value, MemoryWalk walk) => walk.Meet(value);
}
