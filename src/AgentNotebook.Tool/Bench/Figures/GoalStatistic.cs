namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>Which part of a spread a goal judges.</summary>
internal enum GoalStatistic
{
    /// <summary>The median.</summary>
    Median,

    /// <summary>The largest value.</summary>
    Max,
}
