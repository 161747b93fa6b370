using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>A worker that is not what it says (tests/LyingWorker) is found out before it is sent anything.</summary>
public class LyingWorkerTests
{
    [Theory]
    [InlineData("installs no filter", "seccomp", "the system says Seccomp 0 of a thread of worker")]
    [InlineData("filters one thread", "seccomp", "the system says Seccomp 0 of a thread of worker")]
    [InlineData("speaks another version", "start", "the worker reports version 3, level Filtered, profile Compute where 2, Filtered, Compute was ordered")]
    [InlineData("claims another level", "start", "level Isolated")]
    [InlineData("keeps another profile", "start", "profile Files")]
    [InlineData("says a step failed", "seccomp", "seccomp: Invalid argument")]
    [InlineData("says a limit failed", "limits", "limit on data: Operation not permitted")]
    [InlineData("says a canary got through", "canary", "fork got through")]
    [InlineData("says a canary failed otherwise", "canary", "fork was not refused, but failed: Bad address")]
    [InlineData("tried nothing", "canary", "the worker tried nothing")]
    public Task it_is_found_out_at_level_filtered(string lie, string layer, string found) => DemandFoundOutAsync(SandboxLevel.Filtered, lie, layer, found);

    [Theory]
    [AtLevel(SandboxLevel.Confined, "installs no filter", "under 1 filters instead of 2")]
    [AtLevel(SandboxLevel.Confined, "filters one thread", "under 1 filters instead of 2")]
    [AtLevel(SandboxLevel.Isolated, "installs no filter", "under 1 filters instead of 2")]
    [AtLevel(SandboxLevel.Isolated, "filters one thread", "under 1 filters instead of 2")]
    public Task the_launchers_own_filter_does_not_cover_for_it(SandboxLevel level, string lie, string found) => DemandFoundOutAsync(level, lie, "seccomp", found);

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task a_filter_the_host_itself_is_under_does_not_cover_for_it(SandboxLevel level)
    {
        using var folder = Lying("installs no filter");

        var answer = await HostProcess.AskAsync("--deny", "nothing", "--worker", Worker(folder), "--minimum", $"{level}", "--maximum", $"{level}");

        Assert.Null(answer.Status);
        Assert.Contains(level == SandboxLevel.Filtered ? "under 1 filters instead of 2" : "under 2 filters instead of 3", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_lies_at_every_level_runs_nothing_at_any()
    {
        using var folder = Lying("says a canary got through");
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = Worker(folder) });

        var error = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));

        Assert.StartsWith("Level 'filtered' cannot be had on this machine, so nothing was run. ", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "heard")));
    }

    [Fact]
    public async Task one_that_speaks_out_of_turn_is_no_worker()
    {
        using var folder = Lying("sends something else");
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = Worker(folder), Sandbox = SandboxRunners.Exactly(SandboxLevel.Filtered) });

        var error = await Assert.ThrowsAsync<WorkerUnavailableException>(() => runner.PrepareAsync(CancellationToken.None));

        Assert.Contains("it sent a Ready frame where Warmed was due", error.Message, StringComparison.Ordinal);
    }

    private static async Task DemandFoundOutAsync(SandboxLevel level, string lie, string layer, string found)
    {
        using var folder = Lying(lie);
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = Worker(folder), Sandbox = SandboxRunners.Exactly(level) });

        var running = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));

        Assert.Equal(layer, Assert.Single(running.Layers).Name);
        Assert.Contains(found, running.Layers[0].Found, StringComparison.Ordinal);
        Assert.NotEmpty(running.Layers[0].Remedy);
        Assert.False(File.Exists(Path.Combine(folder.Path, "heard")));
    }

    private static string Worker(TestFolder folder) => Path.Combine(folder.Path, "LyingWorker.dll");

    private static TestFolder Lying(string lie)
    {
        var folder = new TestFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "lying-worker")))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder.Path, "lie"), lie);
        folder.OpenToAll();
        return folder;
    }
}
