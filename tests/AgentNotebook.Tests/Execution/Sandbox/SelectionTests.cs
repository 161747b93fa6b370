using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>Which level is found where something is missing. What is missing is denied by a filter on a host of its own.</summary>
public class SelectionTests
{
    private const string NoBubblewrap = "--bubblewrap /nowhere/bwrap";
    private const string NoNamespaces = "--deny userns";
    private const string NoLandlock = "--deny landlock";
    private const string NoFilters = "--deny seccomp";

    [Theory]
    [AtLevel(SandboxLevel.Isolated, "", "namespaces of its own")]
    [AtLevel(SandboxLevel.Isolated, NoLandlock, "namespaces of its own")]
    [AtLevel(SandboxLevel.Isolated, "--deny nothing", "namespaces of its own")]
    [AtLevel(SandboxLevel.Confined, "--maximum confined", "no rights of yours")]
    [AtLevel(SandboxLevel.Confined, NoBubblewrap, "Nothing stronger here: bubblewrap: the program bwrap is not at /nowhere/bwrap.")]
    [AtLevel(SandboxLevel.Confined, NoNamespaces, "Nothing stronger here: bubblewrap: bwrap: ")]
    [AtLevel(SandboxLevel.Filtered, NoBubblewrap + " " + NoLandlock, "landlock: the kernel does not offer it.")]
    [AtLevel(SandboxLevel.Filtered, NoNamespaces + " " + NoLandlock, "Nothing stronger here: bubblewrap: bwrap: ")]
    [AtLevel(SandboxLevel.None, NoFilters + " --minimum none --maximum none", "No sandbox: ")]
    [AtLevel(SandboxLevel.None, "--minimum none", "No sandbox: ")]
    public async Task the_strongest_level_that_is_left_is_used_and_says_why_it_is_no_stronger(SandboxLevel level, string missing, string words)
    {
        var answer = await HostProcess.AskAsync(missing.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Null(answer.Refusal);
        Assert.Equal(level, answer.Status!.Level);
        Assert.Contains(words, answer.Status.InWords, StringComparison.Ordinal);
        Assert.All(answer.Status.Layers.Where(layer => !layer.IsActive), layer => Assert.NotEmpty(layer.Remedy));
    }

    [Theory]
    [InlineData(NoBubblewrap + " --minimum isolated", "isolated", "bubblewrap", "Install bubblewrap")]
    [InlineData(NoLandlock + " --minimum confined --maximum confined", "confined", "landlock", "kernel of 5.13 or later")]
    [InlineData(NoBubblewrap + " " + NoLandlock + " --minimum confined", "confined", "landlock", "install bubblewrap for level 'isolated'")]
    [InlineData(NoFilters, "filtered", "seccomp", "outside a sandbox that forbids seccomp(2)")]
    [InlineData(NoFilters + " --minimum isolated", "isolated", "seccomp", "kernel of 4.14 or later")]
    public Task below_the_level_asked_for_nothing_runs_and_the_layer_and_the_remedy_are_named(string missing, string asked, string layer, string remedy) =>
        DemandRefusalAsync(missing, asked, layer, remedy);

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    public Task without_user_namespaces_isolated_is_refused_in_the_words_of_bubblewrap(SandboxLevel level) =>
        DemandRefusalAsync(NoNamespaces + $" --minimum {level}", "isolated", "bubblewrap", "allow unprivileged user namespaces");

    [Fact]
    public async Task neither_preparing_nor_running_goes_below_the_level_asked_for()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions
        {
            Sandbox = new SandboxOptions { MinimumLevel = SandboxLevel.Isolated, BubblewrapPath = "/nowhere/bwrap" },
        });

        var preparing = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.PrepareAsync(CancellationToken.None));
        var running = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));

        Assert.Equal(preparing.Message, running.Message);
        Assert.StartsWith("Level 'isolated' cannot be had on this machine, so nothing was run. bubblewrap: the program bwrap is not at /nowhere/bwrap. Install bubblewrap", running.Message, StringComparison.Ordinal);
        Assert.Equal(("bubblewrap", false), (running.Layers.Single().Name, running.Layers.Single().IsActive));
    }

    [Fact]
    public async Task a_bubblewrap_that_is_no_program_is_named()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { MinimumLevel = SandboxLevel.Isolated, BubblewrapPath = "/etc/passwd" } });

        var error = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.PrepareAsync(CancellationToken.None));

        Assert.Contains("bubblewrap: /etc/passwd: Permission denied. Install bubblewrap", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [AsUser(SandboxLevel.Isolated)]
    [AsUser(SandboxLevel.Confined)]
    [AsUser(SandboxLevel.Filtered)]
    public async Task an_ordinary_user_has_every_level_too(SandboxLevel level, string asUser, string id)
    {
        using var folder = new TestFolder();
        var program = HostProcess.Write(Guests.Compile("Enumerable.Range(0, 5).Sum()"), folder);

        var answer = await HostProcess.AskAsync(asUser, id, "--minimum", $"{level}", "--maximum", $"{level}", "--program", program);

        Assert.Equal((level, null), (answer.Status?.Level, answer.Refusal));
        Assert.Equal((Verdict.Completed, "10", level), (answer.Outcome!.Verdict, answer.Outcome.ResultJson, answer.Outcome.Level));
    }

    [Theory]
    [WithOneUser(SandboxLevel.Isolated)]
    [WithOneUser(SandboxLevel.Confined)]
    public async Task root_of_a_container_without_other_users_has_every_level_too(SandboxLevel level)
    {
        var answer = await HostProcess.AskWithOneUserAsync("--minimum", $"{level}", "--maximum", $"{level}");

        Assert.Equal((level, null), (answer.Status?.Level, answer.Refusal));
        Assert.Contains(answer.Status!.Layers, layer => layer.Found.StartsWith("no capabilities; still root by name, because there is no other user here", StringComparison.Ordinal));
    }

    private static async Task DemandRefusalAsync(string missing, string asked, string layer, string remedy)
    {
        var answer = await HostProcess.AskAsync(missing.Split(' '));

        Assert.Null(answer.Status);
        Assert.StartsWith($"Level '{asked}' cannot be had on this machine, so nothing was run. ", answer.Refusal, StringComparison.Ordinal);
        Assert.Contains($"{layer}: ", answer.Refusal, StringComparison.Ordinal);
        Assert.Contains(remedy, answer.Refusal, StringComparison.Ordinal);
        Assert.Contains(answer.Layers, tried => tried.Name == layer && !tried.IsActive && tried.Remedy.Contains(remedy, StringComparison.Ordinal));
        Assert.Equal(answer.Layers.Distinct().Count(), answer.Layers.Count);
    }
}
