namespace AgentNotebook.Tool.Grids;

/// <summary>A grid's files or the cluster that runs it are not as they have to be. The message says what is wrong and what to do.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What caused it.</param>
internal sealed class ClusterException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it is certain that the cluster took nothing.</summary>
    public bool NothingRuns { get; init; }
}
