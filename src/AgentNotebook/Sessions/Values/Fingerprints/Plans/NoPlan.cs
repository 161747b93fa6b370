namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>A type of which it is not certain what the serializer sees. What holds one is compared as text.</summary>
internal sealed class NoPlan<T> : MemoryPlan<T>
{
    public override void Walk(T value, MemoryWalk walk) => walk.End();
}
