namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>What a cluster may take and say.</summary>
internal static class ClusterLimits
{
    /// <summary>How long one of the cluster's programs may take to answer.</summary>
    public static TimeSpan Answer { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The most characters that are taken of one answer: a hundred thousand members make about ten million.</summary>
    public const int AnswerLength = 32 << 20;

    /// <summary>How often the members' own records are looked at while someone waits.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the cluster is asked while someone waits: its controller serves everyone.</summary>
    public static TimeSpan AskEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a member's result may take to be seen here after the cluster says that the member ended: shared file systems keep what they have seen for up to a minute.</summary>
    public static TimeSpan ResultDelay { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How often in a row the cluster may fail to answer while someone waits.</summary>
    public const int FailuresInARow = 12;
}
