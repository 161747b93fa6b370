using System.Diagnostics;
using System.Runtime.InteropServices;
using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>What starting restricted children does to the process that starts them, and what its end does to them.</summary>
public class ParentTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Theory]
    [AtLevel(SandboxLevel.Isolated, "starts isolated")]
    [AtLevel(SandboxLevel.Confined, "starts confined")]
    public async Task after_sixty_launches_only_the_launchers_own_threads_have_less_rights(SandboxLevel level, string launcher)
    {
        var answer = await HostProcess.AskAsync("--minimum", $"{level}", "--maximum", $"{level}", "--launches", "60");

        var ordinary = answer.Threads.Where(thread => thread.Name != launcher).ToList();
        Assert.InRange(ordinary.Count, 5, 100);
        Assert.Single(ordinary.Select(thread => thread with { Name = "" }).Distinct());
        Assert.Equal(("0", "0"), (ordinary[0].Filters, ordinary[0].NoNewPrivileges));
        Assert.NotEmpty(answer.Threads.Except(ordinary));
        Assert.All(answer.Threads.Except(ordinary), thread => Assert.StartsWith("0000000000000000 0000000000000000 ", thread.Capabilities, StringComparison.Ordinal));
        Assert.All(answer.Threads.Except(ordinary), thread => Assert.Equal(level == SandboxLevel.Confined ? ("1", "1") : ("0", "0"), (thread.Filters, thread.NoNewPrivileges)));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    [AtLevel(SandboxLevel.None)]
    public async Task a_descriptor_that_is_open_in_the_parent_is_not_in_the_child(SandboxLevel level)
    {
        using var folder = new TestFolder();
        var secret = Path.Combine(folder.Path, "secret");
        await File.WriteAllTextAsync(secret, "for no child");
        // Without O_CLOEXEC, as a native library may open one.
        var descriptor = Open(secret, 0);
        Assert.True(descriptor > 2);
        try
        {
            using var worker = new WorkerCopy();
            await using var runner = worker.Runner(level, spares: 1);
            await runner.PrepareAsync(CancellationToken.None);

            var children = worker.Processes;
            Assert.NotEmpty(children);
            var open = children.SelectMany(ProcessFiles.Descriptors).ToList();
            Assert.NotEmpty(open);
            Assert.DoesNotContain(secret, open);
            Assert.Contains(secret, ProcessFiles.Descriptors(Environment.ProcessId));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    [AtLevel(SandboxLevel.None)]
    public Task no_child_survives_the_death_of_its_parent(SandboxLevel level) => DemandNoneSurvivesAsync(level);

    [Theory]
    [AsUser(SandboxLevel.Isolated)]
    [AsUser(SandboxLevel.Confined)]
    [AsUser(SandboxLevel.Filtered)]
    public Task no_child_survives_the_death_of_its_parent_who_is_no_root(SandboxLevel level, string asUser, string id) => DemandNoneSurvivesAsync(level, asUser, id);

    private static async Task DemandNoneSurvivesAsync(SandboxLevel level, params string[] more)
    {
        using var folder = new TestFolder();
        var program = HostProcess.Write(Guests.Compile("new Thread(() => { while (true) { } }).Start();\nwhile (true) { }"), folder);
        using var host = new HostProcess(["--hold", "--minimum", $"{level}", "--maximum", $"{level}", "--program", program, .. more]);
        var children = (await host.AnswerAsync()).Children;
        Assert.InRange(children.Count, 2, 30);
        Assert.All(children, child => Assert.True(ProcessFiles.Lives(child)));

        host.Kill();

        var clock = Stopwatch.StartNew();
        Assert.True(SpinWait.SpinUntil(() => !children.Any(ProcessFiles.Lives), _second), $"{children.Count(ProcessFiles.Lives)} of {children.Count} live {clock.Elapsed} after their parent.");
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
