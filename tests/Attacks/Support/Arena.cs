using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Attacks;

/// <summary>A runner at one level, on a stage, and what is run in it.</summary>
internal sealed class Arena : IAsyncDisposable
{
    private const string OrdinaryCode = "Enumerable.Range(1, 6).Sum() * 2";

    private static readonly GuestCompiler _compiler = new();
    private static readonly ExecutionLimits _limits = new()
    {
        MemoryBytes = 256 << 20,
        OutputBytesPerStream = 64 << 10,
        ResultBytes = 1 << 20,
        Startup = TimeSpan.FromSeconds(60),
    };

    private readonly Stage _stage;
    private readonly WorkerRunner _runner;
    private readonly GuestProgram _ordinary = Compile("ordinary", OrdinaryCode);

    /// <param name="stage">Where it stands.</param>
    /// <param name="minimum">The weakest level.</param>
    /// <param name="maximum">The strongest.</param>
    /// <param name="profile">What guests may touch. For a GPU's device node <c>/dev/zero</c> stands in, which no other profile opens.</param>
    internal Arena(Stage stage, SandboxLevel minimum, SandboxLevel maximum, SandboxProfile profile = SandboxProfile.Compute)
    {
        _stage = stage;
        _runner = new WorkerRunner(new WorkerRunnerOptions
        {
            ScratchRoot = stage.ScratchRoot,
            Sandbox = new SandboxOptions { MinimumLevel = minimum, MaximumLevel = maximum, Profile = profile, GpuNodes = profile == SandboxProfile.Gpu ? ["/dev/zero"] : null },
        });
    }

    /// <summary>The level the runner found.</summary>
    /// <exception cref="SandboxUnavailableException">The least level cannot be had here.</exception>
    internal async Task<SandboxLevel> PrepareAsync() => (await _runner.PrepareAsync(CancellationToken.None)).Level;

    internal Task<GuestOutcome> RunAsync(Probe probe) =>
        _runner.RunAsync(_stage.Programs.GetOrAdd(probe.Name, _ => Compile(probe.Name, ProbeFiles.Source(probe, _stage.ForProbes()))), _limits with { WallTime = probe.WallTime }, CancellationToken.None);

    /// <summary>Runs a guest that does no harm.</summary>
    /// <returns>What was wrong with its answer; <see langword="null"/> when nothing was.</returns>
    internal async Task<string?> RunOrdinaryAsync()
    {
        var outcome = await _runner.RunAsync(_ordinary, _limits with { WallTime = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        return outcome is { Verdict: Verdict.Completed, ResultJson: "42" } ? null : $"an ordinary guest answered {outcome.ResultJson ?? "nothing"}: {outcome.Verdict} {outcome.Reason}";
    }

    /// <summary>Whether the guest learnt the secret, whatever it says itself.</summary>
    internal bool KnowsTheWord(GuestOutcome outcome) =>
        new[] { outcome.ResultJson, outcome.Output, outcome.ErrorOutput, outcome.Exception?.Message }.Any(text => text?.Contains(_stage.Word, StringComparison.Ordinal) == true);

    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private static GuestProgram Compile(string name, string code)
    {
        var compilation = _compiler.Compile(code, []);
        return compilation.Program ?? throw new InvalidOperationException($"{name} does not compile: {string.Join('\n', compilation.Errors.Take(5))}");
    }
}
