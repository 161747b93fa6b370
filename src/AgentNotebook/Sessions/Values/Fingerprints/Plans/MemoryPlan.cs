namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>How values of one type are walked for a fingerprint.</summary>
internal abstract class MemoryPlan
{
    /// <summary>Whether the type holds no reference and its text follows from its bits, so that an array of it can be hashed as it lies in memory.</summary>
    public virtual bool IsRaw => false;

    /// <summary>Whether what a reference of exactly this type leads to can never change.</summary>
    public virtual bool IsFrozen => false;

    public abstract void WalkObject(object value, MemoryWalk walk);
}
