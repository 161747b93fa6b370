using System.Security.Cryptography;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>Runs members on a cluster: hands them over, and waits for them where that is asked.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="grid">The grid, sealed.</param>
/// <param name="jobs">How many may run side by side; <see langword="null"/> for as many as the cluster gives.</param>
/// <param name="waits">Whether to wait for the end.</param>
/// <param name="time">The clock.</param>
/// <remarks>Stopping ends the waiting only: the members go on.</remarks>
internal sealed class ClusterEngine(ICluster cluster, GridFile grid, int? jobs, bool waits, TimeProvider time) : IGridEngine
{
    private const int NameLength = 30;

    private GridView? _view;

    public string WhenStopped => $"They go on on {cluster.Title}: 'agentnb grid collect' waits again, 'agentnb grid cancel' ends them.";

    public string Describe(int members) => $"on {cluster.Title}{(jobs is { } most ? $", {Math.Min(most, members)} side by side" : "")}";

    public async Task<string?> BeginAsync(GridRun run, IReadOnlyList<GridMember> rest)
    {
        var folder = new GridFolder(run.Folder);
        var asked = rest.ToHashSet();
        List<int> indices = [.. Enumerable.Range(0, run.Members.Count).Where(index => asked.Contains(run.Members[index]))];
        indices.ForEach(index => folder.Clear(index, run.Members[index]));
        RecordFile.Write(folder.GridFile, grid);
        var submission = new GridSubmission(GridSubmission.CurrentVersion, cluster.Engine, NewName(), "", cluster.Namespace, grid.Sha256, time.GetUtcNow(), indices);
        // Before the cluster has it: should this process die in between, the job is found by its name and does not run twice.
        RecordFile.Write(folder.SubmissionFile, submission);
        try
        {
            submission = submission with { Job = await cluster.SubmitAsync(folder, grid, submission, jobs) };
        }
        catch (ClusterException exception) when (exception.NothingRuns)
        {
            File.Delete(folder.SubmissionFile);
            throw;
        }

        RecordFile.Write(folder.SubmissionFile, submission);
        _view = new GridView(run, folder, submission, cluster.Title);
        return waits && submission.Job.Length > 0 ? null : cluster.HandedOver(folder, submission);
    }

    public async Task<IReadOnlyList<MemberResult>> RunAsync(GridRun run, IGridProgress progress, CancellationToken stop, CancellationToken kill) =>
        [.. (await new ClusterWait(cluster, _view!, time).RunAsync(progress, stop)).Select(member => member.Result)];

    // A DNS label, for Kubernetes: small letters, digits and dashes, at most 63 with the index of a pod.
    private string NewName()
    {
        var stem = string.Concat(Path.GetFileNameWithoutExtension(grid.Notebook).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"agentnb-{stem[..Math.Min(stem.Length, NameLength)].Trim('-')}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }
}
