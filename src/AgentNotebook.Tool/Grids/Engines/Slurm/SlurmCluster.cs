using System.Text.RegularExpressions;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Grids.Engines.Slurm;

/// <summary>Slurm, by its own programs: a grid is one job array.</summary>
/// <param name="options">What each member asks for.</param>
internal sealed partial class SlurmCluster(SlurmOptions options) : ICluster
{
    private const string Whence = "It comes with Slurm (Debian: slurm-client). Run this on a machine from which jobs are submitted, or leave out --on slurm to run the members here.";

    public string Title => "Slurm";

    public string Engine => "slurm";

    public string Namespace => "";

    public async Task<string> SubmitAsync(GridFolder folder, GridFile grid, GridSubmission submission, int? jobs)
    {
        var script = Path.Combine(folder.Path, SlurmScript.FileName);
        WholeFile.Write(script, SlurmScript.Write(OwnProgram.Command, grid, submission, options, jobs), overwrite: true);
        var answer = await OutsideProgram.DemandAsync("sbatch", ["--parsable", $"--chdir={folder.Path}", script], Whence);
        if (answer.Code != 0)
        {
            throw new ClusterException($"Slurm did not take the job array: {answer.Complaint}. Nothing runs.{Hint(answer.Errors)} The script is kept: {script}.") { NothingRuns = true };
        }

        return JobId().Match(answer.Output) is { Success: true } match
            ? match.Groups[1].Value
            : throw new ClusterException($"sbatch took the job array and named no job: '{answer.Complaint}'. Find it with 'squeue --name={submission.Name}'; the same command finds it by that name, too.");
    }

    public string HandedOver(GridFolder folder, GridSubmission submission) => $"Slurm has them as job {submission.Job}; the script is {SlurmScript.FileName} in that folder.";

    public async Task<string?> FindAsync(GridSubmission submission)
    {
        var answer = await OutsideProgram.DemandAsync("squeue", ["--noheader", "--states=all", $"--name={submission.Name}", "--format=%F"], Whence);
        return answer.Code == 0
            ? JobId().Match(answer.Output) is { Success: true } match ? match.Groups[1].Value : null
            : throw Silent("squeue", answer);
    }

    public async Task<IReadOnlyDictionary<int, ClusterState>> StatesAsync(GridSubmission submission)
    {
        var answer = await OutsideProgram.DemandAsync("squeue", ["--noheader", "--array", "--states=all", $"--jobs={submission.Job}", "--format=%i|%T|%r"], Whence);
        // A job that ended some minutes ago is forgotten; accounting, where it is on, remembers it.
        if (answer.Code != 0 && !answer.Errors.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            throw Silent("squeue", answer);
        }

        var states = SlurmStates.Parse(answer.Output, submission.Job);
        if (submission.Indices.All(states.ContainsKey))
        {
            return states;
        }

        var accounted = await OutsideProgram.RunAsync("sacct", ["--noheader", "--parsable2", "--allocations", $"--jobs={submission.Job}", "--format=JobID,State"]);
        foreach (var (index, state) in accounted is { Code: 0 } ? SlurmStates.Parse(accounted.Output, submission.Job) : [])
        {
            states.TryAdd(index, state);
        }

        return states;
    }

    public async Task CancelAsync(GridSubmission submission)
    {
        var answer = await OutsideProgram.DemandAsync("scancel", [submission.Job], Whence);
        if (answer.Code != 0 && !answer.Errors.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            throw Silent("scancel", answer);
        }
    }

    private static ClusterException Silent(string program, ProgramAnswer answer) => new($"Slurm does not answer: {program}: {answer.Complaint}. What runs goes on; the same command asks again.");

    private static string Hint(string errors) =>
        errors.Contains("Invalid job array specification", StringComparison.OrdinalIgnoreCase) ? " The grid may have more members than this cluster's job arrays ('scontrol show config' says MaxArraySize): split it by a parameter." : "";

    // sbatch --parsable names the cluster after a semicolon where there are several.
    [GeneratedRegex(@"\A\s*([0-9]{1,20})(?=[;\s]|\z)")]
    private static partial Regex JobId();
}
