namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>On which side of a goal's limit a figure should be.</summary>
internal enum GoalBound
{
    /// <summary>Not above it.</summary>
    AtMost,

    /// <summary>Not below it.</summary>
    AtLeast,
}
