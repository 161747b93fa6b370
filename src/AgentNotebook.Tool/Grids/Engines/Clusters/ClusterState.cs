namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>What a cluster says of a member.</summary>
/// <param name="Phase">How far it is.</param>
/// <param name="Word">The cluster's own word for it, such as <c>TIMEOUT</c>.</param>
/// <param name="Reason">Why, in the cluster's words; may be empty.</param>
internal sealed record ClusterState(ClusterPhase Phase, string Word, string Reason = "")
{
    /// <summary>Whether the cluster does no more for it.</summary>
    public bool IsOver => Phase is not (ClusterPhase.Waiting or ClusterPhase.Running);
}
