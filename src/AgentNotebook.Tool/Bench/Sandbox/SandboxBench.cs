using System.Diagnostics;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>What the parts share: the levels of this machine, a warm compiler, the figures so far and whether every answer was right.</summary>
/// <param name="repetitions">How often to repeat what.</param>
internal sealed class SandboxBench(IReadOnlyDictionary<string, int> repetitions)
{
    private readonly GuestCompiler _compiler = new();
    private readonly List<Figure> _figures = [];
    private readonly List<string> _notes = [];

    /// <summary>What runners without a level of their own come to.</summary>
    public SandboxStatus Status { get; private set; } = new() { Level = SandboxLevel.None, InWords = "" };

    /// <summary>The levels this machine has, strongest first.</summary>
    public IReadOnlyList<SandboxLevel> Levels { get; private set; } = [];

    public Answers Answers { get; } = new();

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>What was not measured, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>How often to repeat something.</summary>
    public int Count(string what) => repetitions[what];

    public void Note(string note) => _notes.Add(note);

    /// <summary>Adds a figure; without values it was not measured, and the fault that tells why is among the answers or the notes.</summary>
    /// <returns>Its spread.</returns>
    public Spread? Add(string part, string name, string unit, IReadOnlyCollection<double> values, Goal? goal = null)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var spread = Spread.Of(values);
        _figures.Add(new Figure(part, name, unit, spread, goal));
        return spread;
    }

    /// <summary>A runner at one level; without one, at the strongest there is.</summary>
    /// <param name="level">The level.</param>
    /// <param name="spares">Workers kept ready; <see langword="null"/> for as many as by default.</param>
    public WorkerRunner Runner(SandboxLevel? level = null, int? spares = null) => new(new WorkerRunnerOptions
    {
        Sandbox = new SandboxOptions { MinimumLevel = level ?? Levels[0], MaximumLevel = level ?? Levels[0] },
        Pool = spares is { } kept ? new WorkerPoolOptions { Spares = kept, MaximumWorkers = 4 * kept } : new WorkerPoolOptions(),
    });

    /// <summary>Compiles a guest that is known to compile.</summary>
    public GuestProgram Compile(string code) =>
        _compiler.Compile(code, []) is { Program: { } program } ? program : throw new InvalidOperationException("A program of the benchmark does not compile.");

    /// <summary>Finds out what this machine has, and warms the compiler up.</summary>
    /// <exception cref="WorkerUnavailableException">No worker starts here.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var first = new WorkerRunner();
            await StartAsync(first, cancellationToken);
        }
        catch (SandboxUnavailableException exception)
        {
            Note(exception.Message.ReplaceLineEndings(" "));
            // The guests are the benchmark's own.
            await using var first = Runner(SandboxLevel.None);
            await StartAsync(first, cancellationToken);
        }

        var levels = new List<SandboxLevel>();
        foreach (var level in Enum.GetValues<SandboxLevel>().OrderDescending())
        {
            await using var runner = Runner(level);
            try
            {
                levels.Add((await runner.PrepareAsync(cancellationToken)).Level);
            }
            catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
            {
                Note($"Level {level} is not to be had here: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        Levels = levels.Count > 0 ? levels : throw new WorkerUnavailableException("Workers that started a moment ago start at no level any more.");
    }

    /// <summary>One snippet from source to answer.</summary>
    /// <returns>What it took; <see langword="null"/> when the answer was not the right one, which is counted.</returns>
    public async Task<StepTime?> StepAsync(WorkerRunner runner, CancellationToken cancellationToken)
    {
        var snippet = Snippet.Next();
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var program = Compile(snippet.Guest);
        var compiled = clock.Elapsed;
        var outcome = await RunAsync(runner, program, new ExecutionLimits(), cancellationToken);
        var ended = clock.Elapsed;
        var processor = Environment.CpuUsage.TotalTime - before + (outcome?.CpuTime ?? TimeSpan.Zero);
        return Answers.Count(outcome switch
        {
            { Verdict: Verdict.Completed, ResultJson: var json } => json == snippet.Json ? null : $"{json} where {snippet.Json} was right",
            { } other => $"{other.Verdict}: {other.Reason}",
            null => "no worker",
        })
            ? new StepTime(compiled.TotalMilliseconds, (ended - compiled).TotalMilliseconds, processor.TotalMilliseconds)
            : null;
    }

    /// <summary>Runs a guest that has to end with a verdict, and counts whether it does.</summary>
    /// <returns>The outcome; <see langword="null"/> when it is another.</returns>
    public async Task<GuestOutcome?> DemandAsync(WorkerRunner runner, GuestProgram program, ExecutionLimits limits, Verdict verdict, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(runner, program, limits, cancellationToken);
        return Answers.Count(outcome?.Verdict == verdict ? null : $"{outcome?.Verdict.ToString() ?? "no worker"} where {verdict} was due: {outcome?.Reason}") ? outcome : null;
    }

    private async Task StartAsync(WorkerRunner runner, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        if (await StepAsync(runner, cancellationToken) is not null)
        {
            Add(ColdPart.PartName, "the very first, compiler cold", "ms", [clock.Elapsed.TotalMilliseconds]);
        }

        Status = await runner.PrepareAsync(cancellationToken);
        for (var step = 0; step < Count("warm-up"); step++)
        {
            _ = Compile(Snippet.Next().Guest);
        }
    }

    private async Task<GuestOutcome?> RunAsync(WorkerRunner runner, GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(program, limits, cancellationToken);
        }
        catch (WorkerUnavailableException exception)
        {
            Note(exception.Message.ReplaceLineEndings(" "));
            return null;
        }
    }
}
