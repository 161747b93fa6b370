namespace AgentNotebook.Models.Memory;

/// <summary>What a run knows by now. It is read from the journal, so a resumed run knows what the first one knew.</summary>
public sealed record RunMemory
{
    /// <summary>Of a run that has just begun.</summary>
    public static RunMemory Empty { get; } = new();

    /// <summary>The task.</summary>
    public string Goal { get; init; } = "";

    /// <summary>The plan that is being followed; empty before there is one.</summary>
    public string Plan { get; init; } = "";

    /// <summary>What the task leaves open and what is assumed instead, with what a person decided.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    /// <summary>What diagnoses found out, oldest first, each once.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What was tried and why it failed, oldest first.</summary>
    public IReadOnlyList<MemoryAttempt> Attempts { get; init; } = [];

    /// <summary>What a person said, oldest first.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}
