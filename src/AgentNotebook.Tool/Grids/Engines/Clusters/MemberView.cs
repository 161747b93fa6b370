using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>How a member is: what the cluster says of it and what it says itself.</summary>
/// <param name="Result">What it came to, or how far it is.</param>
/// <param name="State">What the cluster says; <see langword="null"/> when it does not know it.</param>
/// <param name="Record">Its starts; <see langword="null"/> when there was none.</param>
internal sealed record MemberView(MemberResult Result, ClusterState? State, MemberRecord? Record)
{
    /// <summary>Whether nothing more will come of it by itself.</summary>
    public bool IsOver => Result.Status is not (MemberStatus.Waiting or MemberStatus.Running);

    /// <summary>Whether the cluster calls it over and its own word is missing, which may be on its way.</summary>
    public bool LacksResult => State is { IsOver: true } && Record?.Last.Ended is null && !(State.Phase == ClusterPhase.Cancelled && Record is null);
}
