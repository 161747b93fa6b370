namespace AgentNotebook.Agents;

/// <summary>What moves a run from one state to the next.</summary>
public enum AgentTrigger
{
    /// <summary>A run begins with planning.</summary>
    Start,

    /// <summary>A reopened run has code that was never tried.</summary>
    TryPending,

    /// <summary>A reopened run goes on from its last attempt.</summary>
    ReviseAgain,

    /// <summary>The model gave a plan and code.</summary>
    Planned,

    /// <summary>The code was compiled and, if that went well, run.</summary>
    Acted,

    /// <summary>Every check held.</summary>
    ChecksPassed,

    /// <summary>The outcome calls for other code.</summary>
    RevisionNeeded,

    /// <summary>The controller asks for another strategy: the run plans afresh.</summary>
    Replan,

    /// <summary>The model gave other code.</summary>
    Revised,

    /// <summary>Something failed that may work when tried again.</summary>
    TransientFault,

    /// <summary>The wait is over: plan again.</summary>
    RetryPlanning,

    /// <summary>The wait is over: act again.</summary>
    RetryActing,

    /// <summary>The wait is over: revise again.</summary>
    RetryRevising,

    /// <summary>The run stops, and someone is there to answer.</summary>
    AskHuman,

    /// <summary>The run stops, and nobody is there to answer.</summary>
    GiveUp,

    /// <summary>A person answered.</summary>
    Answered,

    /// <summary>A finished run is taken up again.</summary>
    Reopened,

    /// <summary>Interrupted.</summary>
    Cancel,
}
