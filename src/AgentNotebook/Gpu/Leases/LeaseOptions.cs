namespace AgentNotebook.Gpu.Leases;

/// <summary>What a lease allows and how patient it is.</summary>
public sealed record LeaseOptions
{
    /// <summary>What it may take, in bytes; more is a <see cref="MemoryBudgetException"/>.</summary>
    /// <value>Default <see langword="null"/>: no limit; 1 and up.</value>
    public long? BudgetBytes { get; init; }

    /// <summary>Whether the budget is for all that is in use, what was before the lease included.</summary>
    /// <value>Default <see langword="false"/>: for what is taken on top.</value>
    public bool BudgetIncludesBefore { get; init; }

    /// <summary>What may be missing at the end and still count as back: drivers, the runtime and compilers keep a little of their own.</summary>
    /// <value>Bytes; default 32 MiB; 0 and up.</value>
    public long ToleranceBytes { get; init; } = 32L << 20;

    /// <summary>The share of what was taken that may be missing and still count as back; the larger of both tolerances holds.</summary>
    /// <value>Default 0.05; 0 to 1.</value>
    public double ToleranceShare { get; init; } = 0.05;

    /// <summary>When garbage is collected at the end.</summary>
    /// <value>Default <see cref="LeaseCollection.Always"/>.</value>
    public LeaseCollection Collection { get; init; }

    /// <summary>How long one collection may take, finalizers included; beyond that it is left to itself and reported.</summary>
    /// <value>Default 10 s; above 0.</value>
    public TimeSpan CollectionPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a budget is held to what the sampler has read.</summary>
    /// <value>Default 100 ms; 10 ms to 10 s.</value>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Exceptions thrown within the lease that are remembered, without keeping them alive; beyond that the oldest are forgotten.</summary>
    /// <value>Default 64; 0 to 10,000.</value>
    public int ExceptionCapacity { get; init; } = 64;

    /// <summary>Whether <see cref="MemoryLeases.Ended"/> is told, as for a lease that a person wrote; and whether its end is marked on the curve.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool IsAnnounced { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        Refuse(BudgetBytes is < 1, nameof(BudgetBytes), BudgetBytes, "it goes from 1 byte up; leave it out for no limit");
        Refuse(ToleranceBytes < 0, nameof(ToleranceBytes), ToleranceBytes, "it goes from 0 up");
        Refuse(ToleranceShare is not (>= 0 and <= 1), nameof(ToleranceShare), ToleranceShare, "it goes from 0 to 1");
        Refuse(CollectionPatience <= TimeSpan.Zero, nameof(CollectionPatience), CollectionPatience, "it is above 0");
        Refuse(WatchInterval < TimeSpan.FromMilliseconds(10) || WatchInterval > TimeSpan.FromSeconds(10), nameof(WatchInterval), WatchInterval, "it goes from 10 ms to 10 s");
        Refuse(ExceptionCapacity is < 0 or > 10_000, nameof(ExceptionCapacity), ExceptionCapacity, "it goes from 0 to 10,000");
    }

    private static void Refuse(bool isWrong, string name, object? value, string range)
    {
        if (isWrong)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; {range}.");
        }
    }
}
