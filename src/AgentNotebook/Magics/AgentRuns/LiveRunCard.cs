using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Gpu;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Drives a run and keeps its card up to date while it does.</summary>
internal sealed class LiveRunCard
{
    private static readonly MemoryCurveOptions _curve = new() { Width = 560, PlotHeight = 90 };

    private readonly INotebook _notebook;
    private readonly AgentRun _run;
    private readonly string _resultName;
    private readonly SandboxStatus _sandbox;
    private readonly string _displayId;
    private readonly string _mark;

    public LiveRunCard(INotebook notebook, AgentRun run, string resultName, SandboxStatus sandbox)
    {
        (_notebook, _run, _resultName, _sandbox) = (notebook, run, resultName, sandbox);
        _displayId = $"agentnb-{notebook.Services.Session.Name}-{run.Record.Id}-{Guid.NewGuid():N}";
        _mark = $"{run.Record.Id} begins";
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var services = _notebook.Services;
        services.Memory.Mark(_mark);
        _notebook.Display(Render(), _displayId);
        _run.Changed += Changed;
        try
        {
            await _run.RunAsync(cancellationToken);
        }
        finally
        {
            _run.Changed -= Changed;
            services.Memory.Mark($"{_run.Record.Id} {_run.Record.State}");
            _notebook.Update(_displayId, Render());
        }
    }

    /// <summary>What a run that did not succeed has to say, for the cell's error.</summary>
    public string Failure()
    {
        var run = _run.Record;
        var evidence = run.Stopped is { Evidence.Count: > 0 } stopped ? "\n  " + string.Join("\n  ", stopped.Evidence) : "";
        return $"{run.Id} is {run.State} after {run.Attempts.Count} {(run.Attempts.Count == 1 ? "attempt" : "attempts")}: {run.LastReason}{evidence}\nEverything is kept in session '{_notebook.Services.Session.Name}'. '{ResumeCommand()}' goes on with it, and 'agentnb sessions show {_notebook.Services.Session.Name}' shows every step.";
    }

    private string ResumeCommand() => $"#!agent-run --resume {_run.Record.Id}";

    private void Changed(RunRecord record)
    {
        _notebook.Services.RunChanged?.Invoke(record);
        _notebook.Update(_displayId, Render());
    }

    // A run that goes on from another day may have run at another level than is active now.
    private bool IsActive(RunRecord run) => run.Attempts.LastOrDefault(attempt => attempt.Outcome is not null) is not { Outcome: { } outcome } || outcome.Level == _sandbox.Level;

    private MimeBundle Render()
    {
        var services = _notebook.Services;
        var curve = services.Memory.Since(_mark);
        var samples = curve.Devices.SelectMany(series => series.Samples.Take(1)).ToList();
        var last = curve.Devices.SelectMany(series => series.Samples.TakeLast(1)).ToList();
        return RunCardView.Render(_run.Record, new RunCardOptions
        {
            LevelInWords = IsActive(_run.Record) ? _sandbox.InWords : "",
            Variable = _resultName,
            ResumeCommand = ResumeCommand(),
            MemoryTitle = curve.Title,
            MemoryBeforeBytes = samples.Count == 0 ? null : samples.Sum(sample => sample.UsedBytes),
            MemoryAfterBytes = last.Count == 0 || !TransitionTable.IsResting(_run.Record.State) ? null : last.Sum(sample => sample.UsedBytes),
            MemoryCurveSvg = MemoryCurveView.Svg(curve, _curve),
        });
    }
}
