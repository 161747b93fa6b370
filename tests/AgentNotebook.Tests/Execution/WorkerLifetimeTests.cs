using System.Diagnostics;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Sandbox;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution;

public class WorkerLifetimeTests
{
    // What only an unsandboxed guest can do is tried without a sandbox.
    private static readonly SandboxOptions _none = new() { MinimumLevel = SandboxLevel.None };

    [Fact]
    public async Task after_twenty_runs_no_process_and_no_folder_is_left()
    {
        using var scratch = new TestFolder();
        await using (var runner = new WorkerRunner(new WorkerRunnerOptions { ScratchRoot = scratch.Path, Sandbox = _none }))
        {
            var writes = Guests.Compile("Directory.CreateDirectory(\"a/b\"); File.WriteAllText(\"a/b/c\", \"x\");\nFile.SetUnixFileMode(\"a\", 0);\nEnvironment.CurrentDirectory");
            var exits = Guests.Compile("Environment.Exit(1);");
            for (var run = 0; run < 20; run++)
            {
                var outcome = await runner.RunAsync(run % 4 == 3 ? exits : writes, Guests.Limits, CancellationToken.None);
                Assert.Equal(run % 4 == 3 ? Verdict.Crashed : Verdict.Completed, outcome.Verdict);
            }
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
        Assert.DoesNotContain(WorkerProcesses(), id => WorkingFolder(id).StartsWith(scratch.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_program_a_guest_started_and_cut_loose_dies_with_it()
    {
        using var scratch = new TestFolder();
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Pool = new() { Spares = 0 }, ScratchRoot = scratch.Path, Sandbox = _none });
        var code = "System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"sleep 300 & setsid sleep 301 & echo started >&2\"]).WaitForExit();\n1";

        var outcome = await runner.RunAsync(Guests.Compile(code), Guests.Limits, CancellationToken.None);

        Assert.Equal(Verdict.Completed, outcome.Verdict);
        Assert.Equal("started\n", outcome.ErrorOutput);
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), process => WorkingFolder(process.Id).StartsWith(scratch.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_spare_worker_is_used_once()
    {
        await using var runner = new WorkerRunner();
        await runner.PrepareAsync(CancellationToken.None);
        var program = Guests.Compile("var isFirst = AppContext.GetData(\"seen\") is null;\nAppContext.SetData(\"seen\", true);\nisFirst");

        var first = await runner.RunAsync(program, Guests.Limits, CancellationToken.None);
        var second = await runner.RunAsync(program, Guests.Limits, CancellationToken.None);
        var other = await runner.RunAsync(program, Guests.Limits with { MemoryBytes = 128 << 20 }, CancellationToken.None);

        Assert.Equal(["true", "true", "true"], new[] { first, second, other }.Select(outcome => outcome.ResultJson));
    }

    [Fact]
    public async Task more_runs_at_once_than_workers_may_live_do_not_mix()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Pool = new() { Spares = 1, MaximumWorkers = 3 } });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 9).Select(n => runner.RunAsync(Guests.Compile($"Console.Write({n});\n{n}"), Guests.Limits, CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 9).Select(n => $"{n}"), outcomes.Select(outcome => outcome.ResultJson));
        Assert.Equal(Enumerable.Range(0, 9).Select(n => $"{n}"), outcomes.Select(outcome => outcome.Output));
    }

    [Fact]
    public async Task a_worker_that_is_not_there_is_told_with_its_path_and_the_way_out()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = "/nowhere/worker.dll" });

        var error = await Assert.ThrowsAsync<WorkerUnavailableException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));

        Assert.Contains("/nowhere/worker.dll", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(WorkerRunnerOptions.WorkerPath), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task a_host_that_never_becomes_ready_is_told_and_leaves_nothing()
    {
        using var scratch = new TestFolder();
        var host = Path.Combine(scratch.Path, "host");
        await File.WriteAllTextAsync(host, "#!/bin/sh\nexec sleep 60\n");
        File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { HostPath = host, ScratchRoot = scratch.Path, Pool = new() { Spares = 0 }, Sandbox = _none });

        var error = await Assert.ThrowsAsync<WorkerUnavailableException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits with { Startup = TimeSpan.FromMilliseconds(200) }, CancellationToken.None));

        Assert.Contains(host, error.Message, StringComparison.Ordinal);
        Assert.Equal([host], Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [Fact]
    public async Task a_worker_whose_parent_closes_the_pipe_dies_even_while_its_guest_spins()
    {
        var worker = await WorkerProcess.StartAsync(OrdinaryLauncher.None(), WorkerFiles.Find(new WorkerRunnerOptions()), new WorkerRunnerOptions(), Guests.Limits, CancellationToken.None);
        await using (worker)
        {
            var program = Guests.Compile("for (var i = 0; i < 4; i++) new Thread(() => { while (true) { } }).Start();\nwhile (true) { }");
            var run = new WorkerRun(worker, program, Guests.Limits, new WorkerRunnerOptions()).AnswerAsync(ProgramParts.Encode(program, Guests.Limits), CancellationToken.None);
            SpinWait.SpinUntil(() => { worker.Meter.Read(); return worker.Meter.CpuTime > TimeSpan.FromMilliseconds(300); }, TimeSpan.FromSeconds(10));

            var clock = Stopwatch.StartNew();
            await worker.Input.DisposeAsync();
            await worker.Exit.WaitAsync(TimeSpan.FromSeconds(10));

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.Equal(Verdict.Crashed, (await run).Verdict);
        }
    }

    private static IEnumerable<int> WorkerProcesses() =>
        Process.GetProcessesByName("dotnet").Select(process => process.Id);

    private static string WorkingFolder(int process) => new FileInfo($"/proc/{process}/cwd").LinkTarget ?? "";
}
