using AgentNotebook.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests.Grids;

/// <summary>Grids of real processes.</summary>
public sealed class GridRunTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task of_twelve_members_one_fails_and_one_is_killed_and_the_same_command_finishes_the_grid()
    {
        // The killed one is killed once, by SIGKILL to its own process; the failing one fails until its data is there.
        NotebookFile.Write(
            _scratch.Path,
            "grid.ipynb",
            ("var rate = 0.5; var seed = 1; var name = \"\";", ["parameters"]),
            ("""
            if (seed == 4 && rate == 0.5 && !File.Exists("killed"))
            {
                File.WriteAllText("killed", "");
                System.Diagnostics.Process.GetCurrentProcess().Kill();
            }

            if (seed == 3 && rate == 1.5)
                File.ReadAllText("data.csv");
            glue("product", rate * seed);
            glue("name", name);
            """, []));
        File.WriteAllText(_scratch.File("params.yaml"), "name: trial\nrate: 9\n");
        string[] command = ["run", "grid.ipynb", "--grid", "seed=1..4", "--grid", "rate=0.5,1.0,1.5", "--jobs", "2", "--parameters", "name=trial"];

        var first = await ToolProcess.RunAsync(_scratch.Path, command);
        Assert.True(first.ExitCode == 1, first.Output + first.Errors);
        Assert.Contains("seed=4,rate=0.5 killed. Signal 9", first.Errors);
        Assert.Contains("seed=3,rate=1.5 failed. FileNotFoundException", first.Errors);
        Assert.Contains("[12/12]", first.Output);
        // Eleven results: ten and the failed one, which shows how far it came.
        Assert.Equal(11, Directory.GetFiles(_scratch.File("grid.grid"), "*.ipynb").Length);
        var rows = Summary();
        Assert.Equal("seed,rate,name,status,duration_s,product,name (result),error", rows[0]);
        Assert.Equal(13, rows.Length);
        Assert.Equal(10, rows.Count(row => row.Contains(",succeeded,")));
        Assert.Matches("^2,1.5,trial,succeeded,[0-9.]+,3,trial,$", rows[6]);
        Assert.Contains("10 of 12 succeeded", File.ReadAllText(_scratch.File("grid.grid/summary.html")));

        File.WriteAllText(_scratch.File("data.csv"), "");
        // Other values join the grid: what is done stays done.
        command[3] = "seed=1..5";
        command[5] = "rate=0.5,1.5";
        var second = await ToolProcess.RunAsync(_scratch.Path, command);
        Assert.True(second.ExitCode == 0, second.Output + second.Errors);
        Assert.Contains("10 members, of which 6 succeeded before", second.Output);
        command[3] = "seed=1..4";
        command[5] = "rate=0.5,1.0,1.5";
        var third = await ToolProcess.RunAsync(_scratch.Path, command);
        Assert.True(third.ExitCode == 0, third.Output + third.Errors);
        Assert.Contains("12 members, of which 12 succeeded before", third.Output);
        Assert.Equal(12, Summary().Count(row => row.Contains(",succeeded,")));

        // Each member has a session of its own.
        using var store = SqliteSessionStore.OpenReadOnly(_scratch.File(".agentnb/sessions.db"));
        Assert.Contains("grid:seed=4,rate=0.5", store.List().Select(session => session.Name));
        Assert.Equal(14, store.List().Count);
    }

    [Fact]
    public async Task an_interrupt_brings_all_members_to_rest_and_the_summary_says_which_are_not_done()
    {
        NotebookFile.Write(_scratch.Path, "slow.ipynb", ("var seed = 1;", ["parameters"]), ("File.WriteAllText($\"{seed}.pid\", $\"{Environment.ProcessId}\");\nif (seed > 1) Thread.Sleep(Timeout.Infinite);", []));
        using var tool = ToolProcess.Start(_scratch.Path, "run", "slow.ipynb", "--grid", "seed=1..4", "--jobs", "2", "--output-dir", "out");
        Assert.NotNull(tool.WaitForLine("[1/4] seed=1  succeeded"));
        var pids = await Task.WhenAll(PidAsync("2.pid"), PidAsync("3.pid"));
        tool.Interrupt();
        var result = await tool.ResultAsync();
        Assert.True(result.ExitCode == 130, result.Output + result.Errors);
        Assert.Contains("3 are not done", result.Errors);
        Assert.Equal(["succeeded", "interrupted", "interrupted", "not run"], File.ReadAllLines(_scratch.File("out/summary.csv")).Skip(1).Select(row => row.Split(',')[1]));
        Assert.All(pids, pid => Assert.False(IsAlive(pid)));
    }

    [Fact]
    public async Task a_grid_that_cannot_be_run_is_refused_before_anything_runs()
    {
        NotebookFile.Write(_scratch.Path, "grid.ipynb", ("var rate = 1;", ["parameters"]));
        var unknown = await ToolProcess.RunAsync(_scratch.Path, "run", "grid.ipynb", "--grid", "rat=1,2");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("Did you mean 'rate'?", unknown.Errors);
        var single = await ToolProcess.RunAsync(_scratch.Path, "run", "grid.ipynb", "--grid", "rate=1,2", "--output", "x.ipynb");
        Assert.Equal(2, single.ExitCode);
        Assert.Contains("--output is about one run", single.Errors);
        var lonely = await ToolProcess.RunAsync(_scratch.Path, "run", "grid.ipynb", "--jobs", "2");
        Assert.Equal(2, lonely.ExitCode);
        Assert.Contains("--jobs is about a grid", lonely.Errors);
        var secret = await ToolProcess.RunAsync(_scratch.Path, "run", "grid.ipynb", "--grid", "rate=1,2", "--store", "postgres://me:hunter2@db/lab");
        Assert.Equal(2, secret.ExitCode);
        Assert.Contains("PGPASSFILE", secret.Errors);
        Assert.DoesNotContain("hunter2", secret.Output + secret.Errors);
        Assert.Equal(["grid.ipynb"], Directory.EnumerateFileSystemEntries(_scratch.Path).Select(Path.GetFileName));
    }

    public void Dispose() => _scratch.Dispose();

    private string[] Summary() => File.ReadAllLines(_scratch.File("grid.grid/summary.csv"));

    private async Task<int> PidAsync(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var ready = new TaskCompletionSource<int>();
        using var watcher = new FileSystemWatcher(_scratch.Path, name);
        watcher.Changed += (_, _) => Look();
        watcher.Created += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        return await ready.Task.WaitAsync(patience.Token);

        void Look()
        {
            if (File.Exists(_scratch.File(name)) && int.TryParse(File.ReadAllText(_scratch.File(name)), out var pid))
            {
                ready.TrySetResult(pid);
            }
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
