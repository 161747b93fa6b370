using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>Kubernetes, by kubectl: a grid is one Indexed Job.</summary>
/// <param name="options">What each member asks for.</param>
internal sealed class KubernetesCluster(KubernetesOptions options) : ICluster
{
    private const string Program = "kubectl";
    private const string Whence = "It comes with Kubernetes, and speaks to the cluster that its context names.";

    public string Title => "Kubernetes";

    public string Engine => "kubernetes";

    public string Namespace => options.Namespace;

    private string[] InNamespace => options.Namespace.Length > 0 ? [$"--namespace={options.Namespace}"] : [];

    public async Task<string> SubmitAsync(GridFolder folder, GridFile grid, GridSubmission submission, int? jobs)
    {
        var manifest = Path.Combine(folder.Path, KubernetesManifest.FileName);
        WholeFile.Write(manifest, KubernetesManifest.Write(grid, submission, options, await NotebookTextAsync(), Place(folder), jobs), overwrite: true);
        WholeFile.Write(Path.Combine(folder.Path, ToolImage.FileName), ToolImage.Dockerfile, overwrite: true);
        if (await OutsideProgram.RunAsync(Program, ["create", .. InNamespace, "--output=name", $"--filename={manifest}"]) is not { } answer)
        {
            return "";
        }

        return answer.Code == 0
            ? submission.Name
            : throw new ClusterException($"Kubernetes did not take the job: {answer.Complaint}. Nothing runs. The manifest is kept: {manifest}.") { NothingRuns = true };
    }

    public string HandedOver(GridFolder folder, GridSubmission submission)
    {
        var manifest = Path.Combine(folder.Path, KubernetesManifest.FileName);
        var copy = $"The results are in the claim, below {Place(folder)}: copy them into {folder.Path}, or mount the claim there, before they are collected.";
        return submission.Job.Length > 0
            ? $"Kubernetes has them as job {submission.Job}; the manifest is {KubernetesManifest.FileName} in that folder. {copy}"
            : $"There is no kubectl here, so nothing runs yet. Where there is one, run: kubectl create {string.Join(' ', InNamespace.Append($"--filename={manifest}"))}\n{copy}";
    }

    public async Task<string?> FindAsync(GridSubmission submission)
    {
        var answer = await AskAsync("get", "job", submission.Name, "--ignore-not-found", "--output=name");
        return answer.Output.Trim() == $"job.batch/{submission.Name}" ? submission.Name : null;
    }

    public async Task<IReadOnlyDictionary<int, ClusterState>> StatesAsync(GridSubmission submission)
    {
        var job = await AskAsync("get", "job", submission.Name, "--ignore-not-found", $"--output=jsonpath={KubernetesStates.JobPath}");
        var pods = await AskAsync("get", "pods", $"--selector=batch.kubernetes.io/job-name={submission.Name}", $"--output=jsonpath={KubernetesStates.PodsPath}");
        return KubernetesStates.Parse(job.Output, pods.Output, submission.Indices);
    }

    public async Task CancelAsync(GridSubmission submission) => await AskAsync("delete", "job,configmap", submission.Name, "--ignore-not-found", "--wait=false");

    /// <summary>The folder within the claim: the same for the same folder here, so that a grid that is handed over again finds what is done.</summary>
    private static string Place(GridFolder folder) => string.Concat(Path.GetFileName(folder.Path).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')).TrimStart('.') is { Length: > 0 } name ? name : "grid";

    private async Task<string> NotebookTextAsync()
    {
        try
        {
            using var stream = File.OpenRead(options.NotebookFile);
            return stream.Length <= KubernetesManifest.MostText * 4L
                ? await new StreamReader(stream).ReadToEndAsync()
                : throw new ClusterException($"{options.NotebookFile}: has {stream.Length:N0} bytes, and a ConfigMap takes {KubernetesManifest.MostText:N0} characters. Clear the notebook's outputs.") { NothingRuns = true };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"{options.NotebookFile}: cannot be read: {exception.Message}", exception) { NothingRuns = true };
        }
    }

    private async Task<ProgramAnswer> AskAsync(params string[] arguments)
    {
        var answer = await OutsideProgram.DemandAsync(Program, [.. arguments, .. InNamespace], Whence);
        return answer.Code == 0 ? answer : throw new ClusterException($"Kubernetes does not answer: kubectl: {answer.Complaint}. What runs goes on; the same command asks again.");
    }
}
