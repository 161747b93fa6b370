using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines;

/// <summary>What was handed to a cluster before, from the same folder: it must not run twice.</summary>
internal static class EarlierSubmission
{
    /// <summary>Makes sure that nothing of an earlier submission runs or waits any more.</summary>
    /// <param name="folder">The folder of the results.</param>
    /// <exception cref="ClusterException">Something does, or that cannot be found out.</exception>
    public static async Task DemandOverAsync(GridFolder folder)
    {
        if (folder.ReadSubmission() is not { } submission || submission.Indices.All(index => HasEnded(folder, index, submission)))
        {
            return;
        }

        var cluster = ClusterKinds.Of(submission);
        var under = 0;
        try
        {
            submission = await AdoptAsync(cluster, folder, submission);
            under = submission.Job.Length == 0 ? 0 : (await cluster.StatesAsync(submission)).Values.Count(state => !state.IsOver);
        }
        catch (ClusterException exception)
        {
            throw new ClusterException($"Members of this grid were handed to {cluster.Title} before, as {submission.Name}, and whether they still run cannot be found out: {exception.Message} If you know that they do not, delete {folder.SubmissionFile}.", exception);
        }

        if (under > 0)
        {
            throw new ClusterException($"{under} of this grid's members still run or wait on {cluster.Title}, as job {submission.Job}: they would run twice. 'agentnb grid status {folder.Path}' shows them, 'agentnb grid collect {folder.Path} --wait' waits for them, 'agentnb grid cancel {folder.Path}' ends them.");
        }
    }

    /// <summary>Fills in what the cluster calls a job, when the process that submitted it did not live to write it down.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="submission">What was submitted.</param>
    /// <returns>The submission; still without the job when the cluster knows none of that name.</returns>
    public static async Task<GridSubmission> AdoptAsync(ICluster cluster, GridFolder folder, GridSubmission submission)
    {
        if (submission.Job.Length > 0 || await cluster.FindAsync(submission) is not { } job)
        {
            return submission;
        }

        var adopted = submission with { Job = job };
        RecordFile.Write(folder.SubmissionFile, adopted);
        return adopted;
    }

    // One that was interrupted may be started again by the cluster.
    private static bool HasEnded(GridFolder folder, int index, GridSubmission submission) =>
        folder.ReadRecord(index, submission.GridSha256)?.Last is { Code: not null and not ExitCode.Interrupted };
}
