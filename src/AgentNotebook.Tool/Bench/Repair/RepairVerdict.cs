namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>How a run over a corpus program is judged.</summary>
internal enum RepairVerdict
{
    /// <summary>The run succeeded, with the result of the program its author meant.</summary>
    Repaired,

    /// <summary>The run did not succeed, and said so.</summary>
    GaveUp,

    /// <summary>The run claimed success with another result.</summary>
    WrongSuccess,

    /// <summary>The run did not come to rest within its limits.</summary>
    Looped,
}
