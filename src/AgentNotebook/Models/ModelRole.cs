namespace AgentNotebook.Models;

/// <summary>What a model may be asked for. Each question is a call of its own, so that a finished one is never asked again, and may have its own model.</summary>
[Flags]
public enum ModelRole
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How the task is approached, and what it leaves open.</summary>
    Plan = 1,

    /// <summary>The first code, from the plan.</summary>
    Write = 2,

    /// <summary>Why an attempt failed.</summary>
    Diagnose = 4,

    /// <summary>The next code.</summary>
    Revise = 8,

    /// <summary>What the result of a run that succeeded means.</summary>
    Explain = 16,
}
