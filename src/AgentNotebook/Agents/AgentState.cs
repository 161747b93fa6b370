namespace AgentNotebook.Agents;

/// <summary>Where a run is. What each state does is written in the class of its name; how one follows another in <see cref="TransitionTable"/>.</summary>
public enum AgentState
{
    /// <summary>Nothing has begun, or a person has just sent the run on its way again.</summary>
    Ready,

    /// <summary>The model is asked for a plan and the first code.</summary>
    Planning,

    /// <summary>The code is compiled and run in the child.</summary>
    Acting,

    /// <summary>The outcome is judged.</summary>
    Reflecting,

    /// <summary>The model is asked for the next code.</summary>
    Revising,

    /// <summary>A transient fault is waited out, to go back where it came from.</summary>
    Retrying,

    /// <summary>The run rests until a person answers.</summary>
    AwaitingHuman,

    /// <summary>The code ran and every check held.</summary>
    Succeeded,

    /// <summary>The run stopped without success. A person may reopen it.</summary>
    Failed,

    /// <summary>The run was interrupted. A person, or a repeated pass over the notebook, may reopen it.</summary>
    Cancelled,
}
