using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentNotebook.Tool.Bench.Scale;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

/// <summary>Grids on a real Slurm.</summary>
public sealed partial class SlurmGridTests(SlurmShared shared) : IClassFixture<SlurmShared>, IDisposable
{
    // Longer than any of these tests, and not for ever: nothing is left behind when a test is killed.
    private const string Wait = "Thread.Sleep(TimeSpan.FromMinutes(20));";

    // For twelve members with an agent each, on a busy machine.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(15);

    private readonly ScratchFolder _scratch = new();

    [SlurmFact]
    public async Task twelve_members_give_the_same_table_as_here_and_one_that_is_requeued_goes_on_from_its_session()
    {
        await RecordAsync();
        NotebookFile.Write(
            _scratch.Path,
            "grid.ipynb",
            ("var rate = 0.5; var seed = 1; var name = \"\";", ["parameters"]),
            ("#!agent-run --replay runs/count.jsonl --check \"result == 1\"\n0", []),
            ($$"""
            if (seed == 2 && rate == 0.5 && Environment.GetEnvironmentVariable("SLURM_JOB_ID") is not null && !File.Exists("requeued"))
            {
                File.WriteAllText("requeued", "");
                {{Wait}}
            }

            glue("answer", result + rate * seed);
            glue("name", name);
            """, []));
        string[] command = ["run", "grid.ipynb", "--grid", "seed=1..4", "--grid", "rate=0.5,1.0,1.5", "--parameters", "name=it's a \"trial\" $HOME"];
        using var local = ToolProcess.Start(_scratch.Path, [.. command, "--output-dir", "here", "--jobs", "2"]);
        var here = await local.ResultAsync(_patience);
        Assert.True(here.ExitCode == 0, here.Output + here.Errors);

        using var tool = ToolProcess.StartWith(Slurm.Variables, _scratch.Path, [.. command, "--output-dir", "there", "--on", "slurm", "--wait", "--jobs", "2", "--time", "30min", "--memory", "64MiB", "--cpus", "1", "--sbatch", "comment=ours"]);
        Assert.NotNull(tool.WaitForLine("12 members; on Slurm, 2 side by side"));
        await Slurm.UntilAsync("the member waits", () => Task.FromResult(File.Exists(_scratch.File("requeued"))));
        var (job, index) = (Submission()["job"]!.GetValue<string>(), MemberAt("seed=2,rate=0.5"));
        await Slurm.RunAsync("scontrol", "requeue", $"{job}_{index}");
        // Slurm lets what is requeued wait until the node's credentials are out of date.
        await Slurm.UntilAsync("it is requeued", async () => (await StateAsync(job, index)) == "PENDING");
        await Slurm.RunAsync("scontrol", "update", $"JobId={job}_{index}", "StartTime=now");
        var there = await tool.ResultAsync(_patience);

        Assert.True(there.ExitCode == 0, there.Output + there.Errors);
        Assert.Equal(Table("here"), Table("there"));
        Assert.Equal(13, Table("there").Length);
        Assert.Equal(2, JsonNode.Parse(File.ReadAllText(_scratch.File($"there/members/{index}.json")))!["count"]!.GetValue<int>());
        Assert.Contains("is started for the 2. time", File.ReadAllText(_scratch.File($"there/members/{index}.log")));
        Assert.Contains("An earlier execution was cut off", File.ReadAllText(_scratch.File($"there/members/{index}.log")));
        var script = File.ReadAllText(_scratch.File("there/grid.slurm"));
        Assert.Contains("#SBATCH --array=0-11%2\n", script);
        Assert.Contains("#SBATCH --time=0:30:00\n#SBATCH --mem=64M\n#SBATCH --cpus-per-task=1\n#SBATCH --comment=ours\n", script);

        var collected = await AgentnbAsync("grid", "collect", "there");
        Assert.True(collected.ExitCode == 0, collected.Output + collected.Errors);
        Assert.Contains("seed=2,rate=0.5 was started 2 times.", collected.Output);
        Assert.Equal(Table("here"), Table("there"));
        var again = await AgentnbAsync([.. command, "--output-dir", "there", "--on", "slurm", "--wait"]);
        Assert.Contains("12 members, of which 12 succeeded before", again.Output);
    }

    [SlurmFact]
    public async Task a_killed_member_is_told_from_a_failed_one_and_a_drained_node_lets_members_wait()
    {
        NotebookFile.Write(
            _scratch.Path,
            "faults.ipynb",
            ("var seed = 1;", ["parameters"]),
            ("""
            if (seed == 1 && !File.Exists("killed"))
            {
                File.WriteAllText("killed", "");
                System.Diagnostics.Process.GetCurrentProcess().Kill();
            }

            if (seed == 2)
                throw new InvalidOperationException("as it should");
            glue("seed", seed);
            """, []));
        await Slurm.RunAsync("scontrol", "update", $"NodeName={Slurm.Node}", "State=DRAIN", "Reason=test");
        string job;
        try
        {
            var submitted = await AgentnbAsync("run", "faults.ipynb", "--grid", "seed=1..3", "--on", "slurm");
            Assert.True(submitted.ExitCode == 0, submitted.Output + submitted.Errors);
            job = Regex.Match(submitted.Output, "as job ([0-9]+)").Groups[1].Value;
            // As if the command had died before it was told what the job is called.
            var submission = _scratch.File("faults.grid/submission.json");
            File.WriteAllText(submission, File.ReadAllText(submission).Replace($"\"job\": \"{job}\"", "\"job\": \"\""));
            var status = await AgentnbAsync("grid", "status", "faults");
            Assert.Contains($"Slurm job {job}", status.Output);
            Assert.Contains("3 waiting", status.Output);
            var early = await AgentnbAsync("grid", "collect", "faults");
            Assert.Equal(1, early.ExitCode);
            Assert.Contains("3 still wait or run", early.Errors);
            // The same grid anywhere else would run twice.
            var here = await AgentnbAsync("run", "faults.ipynb", "--grid", "seed=1..3");
            Assert.Equal(1, here.ExitCode);
            Assert.Contains("they would run twice", here.Errors);
        }
        finally
        {
            await Slurm.RunAsync("scontrol", "update", $"NodeName={Slurm.Node}", "State=RESUME");
        }

        await Slurm.UntilAsync("all have ended", async () => (await Slurm.RunAsync("squeue", "--noheader", $"--jobs={job}", "--states=PENDING,RUNNING,COMPLETING,CONFIGURING")).Trim().Length == 0);
        var collected = await AgentnbAsync("grid", "collect", "faults");
        Assert.Equal(1, collected.ExitCode);
        Assert.Contains("seed=1 killed. Slurm says FAILED", collected.Errors);
        Assert.Contains("seed=2 failed. InvalidOperationException: as it should", collected.Errors);
        Assert.Equal(["killed", "failed", "succeeded"], File.ReadAllLines(_scratch.File("faults.grid/summary.csv")).Skip(1).Select(row => row.Split(',')[1]));

        await Slurm.RunAsync("scontrol", "requeue", $"{job}_0");
        await Slurm.RunAsync("scontrol", "update", $"JobId={job}_0", "StartTime=now");
        var waited = await AgentnbAsync("grid", "collect", "faults", "--wait");
        Assert.Contains("seed=1 was started 2 times.", waited.Output);
        Assert.Equal(["succeeded", "failed", "succeeded"], File.ReadAllLines(_scratch.File("faults.grid/summary.csv")).Skip(1).Select(row => row.Split(',')[1]));
    }

    [SlurmFact]
    public async Task what_is_cancelled_comes_to_rest_and_the_same_command_runs_it_to_its_end()
    {
        NotebookFile.Write(_scratch.Path, "long.ipynb", ("var seed = 1;", ["parameters"]), ($$"""
            if (!File.Exists("go"))
            {
                File.WriteAllText($"begun-{seed}", "");
                {{Wait}}
            }

            glue("seed", seed);
            """, []));
        string[] command = ["run", "long.ipynb", "--grid", "seed=1..3", "--jobs", "2", "--on", "slurm", "--store", "shared.db"];
        Assert.Equal(0, (await AgentnbAsync(command)).ExitCode);
        await Slurm.UntilAsync("two have begun", () => Task.FromResult(File.Exists(_scratch.File("begun-1")) && File.Exists(_scratch.File("begun-2"))));
        var cancelled = await AgentnbAsync("grid", "cancel", "long.grid");
        Assert.True(cancelled.ExitCode == 0, cancelled.Output + cancelled.Errors);
        var collected = await AgentnbAsync("grid", "collect", "long", "--wait");
        Assert.Equal(1, collected.ExitCode);
        Assert.Contains("3 were not run to their end", collected.Errors);
        Assert.Equal(["interrupted", "interrupted", "not run"], File.ReadAllLines(_scratch.File("long.grid/summary.csv")).Skip(1).Select(row => row.Split(',')[1]));

        File.WriteAllText(_scratch.File("go"), "");
        var finished = await AgentnbAsync([.. command, "--wait"]);
        Assert.True(finished.ExitCode == 0, finished.Output + finished.Errors);
        Assert.Contains("3 of 3 succeeded", finished.Output);
        Assert.True(File.Exists(_scratch.File("shared.db")));
    }

    [SlurmFact]
    public async Task a_grid_that_was_edited_after_it_was_submitted_is_refused_where_it_runs_and_where_it_is_collected()
    {
        NotebookFile.Write(_scratch.Path, "edited.ipynb", ("var seed = 1;", ["parameters"]), ("glue(\"seed\", seed);", []));
        await Slurm.RunAsync("scontrol", "update", $"NodeName={Slurm.Node}", "State=DRAIN", "Reason=test");
        try
        {
            Assert.Equal(0, (await AgentnbAsync("run", "edited.ipynb", "--grid", "seed=1..2", "--on", "slurm")).ExitCode);
            var file = _scratch.File("edited.grid/grid.json");
            File.WriteAllText(file, File.ReadAllText(file).Replace("\"seed=2\"", "\"seed=3\""));
        }
        finally
        {
            await Slurm.RunAsync("scontrol", "update", $"NodeName={Slurm.Node}", "State=RESUME");
        }

        var collected = await AgentnbAsync("grid", "collect", "edited");
        Assert.Equal(1, collected.ExitCode);
        Assert.Contains("was edited since it was written", collected.Errors);
        var log = _scratch.File("edited.grid/members/1.log");
        await Slurm.UntilAsync("the member has refused", () => Task.FromResult(File.Exists(log) && File.ReadAllText(log).Contains("was edited since it was written")));
        Assert.Empty(Directory.GetFiles(_scratch.File("edited.grid"), "*.ipynb"));
    }

    [SlurmFact]
    public async Task what_slurm_refuses_is_said_in_its_words_and_leaves_nothing_that_hinders()
    {
        NotebookFile.Write(_scratch.Path, "refused.ipynb", ("var seed = 1;", ["parameters"]), ("glue(\"seed\", seed);", []));
        var refused = await AgentnbAsync("run", "refused.ipynb", "--grid", "seed=1..2", "--on", "slurm", "--partition", "nowhere");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Slurm did not take the job array: sbatch: error: invalid partition specified: nowhere", refused.Errors);
        Assert.Contains("Nothing runs.", refused.Errors);
        var status = await AgentnbAsync("grid", "status", "refused");
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("was not handed to a cluster", status.Errors);
        var here = await AgentnbAsync("run", "refused.ipynb", "--grid", "seed=1..2");
        Assert.True(here.ExitCode == 0, here.Output + here.Errors);
    }

    public void Dispose() => _scratch.Dispose();

    private ScratchSlurm Slurm => shared.Slurm;

    private Task<ToolResult> AgentnbAsync(params string[] arguments) => ToolProcess.RunWithAsync(Slurm.Variables, _scratch.Path, arguments);

    private async Task RecordAsync()
    {
        CountingPlaybook.Write(_scratch.File("loop.yaml"), 1, "1ms");
        NotebookFile.Write(_scratch.Path, "record.ipynb", "#!agent-run --model script:loop.yaml --record runs/count.jsonl --check \"result == 1\"\n0");
        var recorded = await ToolProcess.RunAsync(_scratch.Path, "run", "record.ipynb");
        Assert.True(recorded.ExitCode == 0, recorded.Output + recorded.Errors);
    }

    private async Task<string> StateAsync(string job, int index) => (await Slurm.RunAsync("squeue", "--noheader", "--states=all", $"--jobs={job}_{index}", "--format=%T")).Trim();

    private JsonNode Submission() => JsonNode.Parse(File.ReadAllText(_scratch.File("there/submission.json")))!;

    private int MemberAt(string name) =>
        JsonNode.Parse(File.ReadAllText(_scratch.File("there/grid.json")))!["members"]!.AsArray().Select((member, index) => (Name: member!["name"]!.GetValue<string>(), index)).Single(member => member.Name.StartsWith(name, StringComparison.Ordinal)).index;

    /// <summary>The table without the durations, which are never the same.</summary>
    private string[] Table(string folder) => [.. File.ReadAllLines(_scratch.File($"{folder}/summary.csv")).Select(row => Duration().Replace(row, ",succeeded,_,"))];

    [GeneratedRegex(@",succeeded,[0-9.]+,")]
    private static partial Regex Duration();
}
