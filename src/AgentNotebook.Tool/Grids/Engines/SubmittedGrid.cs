using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines;

/// <summary>A grid that was handed to a cluster, opened from the folder of its results.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Grid">The grid, as it was submitted.</param>
/// <param name="View">Its members.</param>
internal sealed record SubmittedGrid(ICluster Cluster, GridFile Grid, GridView View)
{
    /// <summary>Opens it.</summary>
    /// <param name="name">How a person names it.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    /// <exception cref="ClusterException">It was edited since, was never handed over, or the cluster does not answer.</exception>
    public static async Task<SubmittedGrid> OpenAsync(string name)
    {
        var folder = GridFolder.Find(name);
        var submission = folder.ReadSubmission() ?? throw new ClusterException($"{folder.Path}: this grid was not handed to a cluster, or that was taken back. 'agentnb run' with the same options hands it over.");
        var grid = GridFile.Read(folder.GridFile, submission.GridSha256);
        var members = grid.ReadMembers();
        if (submission.Indices.Any(index => index < 0 || index >= members.Count))
        {
            throw new ClusterException($"{folder.SubmissionFile}: names members that the grid does not have. It was edited since it was written.");
        }

        var cluster = ClusterKinds.Of(submission);
        submission = await EarlierSubmission.AdoptAsync(cluster, folder, submission);
        return submission.Job.Length > 0
            ? new SubmittedGrid(cluster, grid, new GridView(new GridRun { Members = members, Folder = folder.Path, SourceSha256 = grid.SourceSha256, Arguments = grid.Arguments }, folder, submission, cluster.Title))
            : throw new ClusterException($"{cluster.Title} knows no job '{submission.Name}': it was never taken. 'agentnb run' with the same options hands the grid over again.");
    }

    /// <summary>How every member is, in their order.</summary>
    /// <exception cref="ClusterException">The cluster does not answer.</exception>
    public async Task<IReadOnlyList<MemberView>> LookAsync() => View.Look(await Cluster.StatesAsync(View.Submission));
}
