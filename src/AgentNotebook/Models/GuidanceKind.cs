namespace AgentNotebook.Models;

/// <summary>Who speaks in a <see cref="ModelGuidance"/>, and how firmly.</summary>
public enum GuidanceKind
{
    /// <summary>The controller says what repeats.</summary>
    Nudge,

    /// <summary>The controller asks for another approach: a fresh plan, a simpler goal first.</summary>
    ChangeStrategy,

    /// <summary>The guest ran out of memory: the same work has to be done with less at a time.</summary>
    UseLessMemory,

    /// <summary>A person's hint.</summary>
    Hint,
}
