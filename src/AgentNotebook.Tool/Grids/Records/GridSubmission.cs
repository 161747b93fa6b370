namespace AgentNotebook.Tool.Grids.Records;

/// <summary>That members were handed to a cluster: written before they are, and again once the cluster has taken them.</summary>
/// <param name="Version">The version of this format.</param>
/// <param name="Engine">The cluster's kind: <c>slurm</c> or <c>kubernetes</c>.</param>
/// <param name="Name">The job's name, of which there is no other: a job that was taken while this process died is found by it.</param>
/// <param name="Job">What the cluster calls the job; empty while it has not answered.</param>
/// <param name="Namespace">The Kubernetes namespace; empty for the one that kubectl takes.</param>
/// <param name="GridSha256">The checksum of the grid file.</param>
/// <param name="Submitted">When.</param>
/// <param name="Indices">Which members, by their place in the grid file.</param>
internal sealed record GridSubmission(int Version, string Engine, string Name, string Job, string Namespace, string GridSha256, DateTimeOffset Submitted, IReadOnlyList<int> Indices)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The file's name.</summary>
    public const string FileName = "submission.json";
}
