using AgentNotebook.Agents;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Magics.Provenance;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>What <c>--record</c> and <c>--replay</c> of a cell ask for.</summary>
internal sealed class RunTape : IDisposable
{
    internal const string Record = "--record";
    private const string Replay = "--replay";
    private const string Step = "--step";

    private readonly MagicInvocation _invocation;
    private readonly string? _record;
    private readonly bool _overwrite;
    private readonly RunReplay? _replay;
    private readonly ReplaySteps? _steps;
    private RunRecorder? _recorder;

    private RunTape(MagicInvocation invocation, string? record, bool overwrite, RunReplay? replay, ReplaySteps? steps) =>
        (_invocation, _record, _overwrite, _replay, _steps) = (invocation, record, overwrite, replay, steps);

    /// <summary>The parameter of a magic that goes on with a run: its recording goes on, too.</summary>
    public static MagicParameter Recording { get; } =
        new(Record, ParameterKind.Text, "Keeps every model exchange and every step in a file, from which the run can be replayed.") { ValueName = "FILE" };

    /// <summary>The parameters of the magic that begins runs.</summary>
    public static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        Recording,
        new(Replay, ParameterKind.Text, "Drives the run by its recording: no model is asked, the code really runs again, and the first step that differs is named.") { ValueName = "FILE" },
        new(Step, ParameterKind.Flag, $"Waits after each step of {Replay} for a press of Enter, and shows what happened and why; where nobody can answer it goes on by itself."),
    ];

    /// <summary>Whether the run is driven by a recording.</summary>
    public bool IsReplay => _replay is not null;

    /// <summary>Shows each step of a replay to the person at the notebook; <see langword="null"/> when nobody asked for that.</summary>
    public Func<RunRecord, Task>? AfterStep => _steps is null ? null : _steps.AfterAsync;

    /// <summary>Reads what a cell asks for.</summary>
    /// <param name="invocation">The cell's magic.</param>
    /// <param name="excluded">Parameters that make no sense beside a replay.</param>
    /// <param name="cancellationToken">Stops a replay.</param>
    /// <exception cref="MagicException">The parameters contradict each other, or the recording cannot be read.</exception>
    public static RunTape Read(MagicInvocation invocation, IReadOnlyList<string> excluded, CancellationToken cancellationToken)
    {
        var (arguments, folder) = (invocation.Arguments, invocation.Notebook.Services.Folder);
        var (record, replay) = (arguments.Get<string?>(Record, null), arguments.Get<string?>(Replay, null));
        if (record is not null && replay is not null)
        {
            throw Refused($"'{Record}' and '{Replay}' exclude each other: what is replayed is in a recording already.");
        }

        if (arguments.Has(RunParameters.Overwrite) && record is null && !arguments.Has(RunParameters.Save))
        {
            throw Refused($"'{RunParameters.Overwrite}' is about the files of '{Record}' and '{RunParameters.Save}', and neither is given.");
        }

        if (replay is not null && excluded.FirstOrDefault(arguments.Has) is { } other)
        {
            throw Refused($"'{Replay}' and '{other}' exclude each other: the recording answers in the model's place, from the run's first step on.");
        }

        if (arguments.Has(Step) && replay is null)
        {
            throw Refused($"'{Step}' shows a recorded run step by step: name the recording with '{Replay} FILE'.");
        }

        var opened = replay is null ? null : Open(invocation, Path.GetFullPath(replay, folder), cancellationToken);
        return new RunTape(
            invocation,
            record is null ? null : Path.GetFullPath(record, folder),
            arguments.Has(RunParameters.Overwrite),
            opened,
            opened is not null && arguments.Has(Step) ? new ReplaySteps(invocation.Notebook, opened.Steps, cancellationToken) : null);

        MagicException Refused(string message) => new(message, invocation.BodyLine - 1, 1);
    }

    /// <summary>What a run has to be driven with to be recorded, when that is asked for.</summary>
    /// <param name="services">What it works with.</param>
    /// <param name="run">The run that is gone on with; <see langword="null"/> for one that is about to begin.</param>
    /// <param name="level">The sandbox level that is active.</param>
    /// <exception cref="MagicException">The file is there already, cannot be written, or is not this run's.</exception>
    /// <param name="session">The run's session; <see langword="null"/> for the notebook's own.</param>
    public RunServices Wrap(RunServices services, RunRecord? run, SandboxLevel level, Session? session = null)
    {
        if (_record is null || run?.State == AgentState.Succeeded)
        {
            return services;
        }

        session ??= _invocation.Notebook.Services.Session;
        _recorder = Guarded(() => run is null ? RunRecorder.Create(_record, _overwrite) : RunRecorder.Continue(_record, run.Id, session.Entries(filter: new JournalFilter { Run = run.Id })));
        return _recorder.Wrap(services, level);
    }

    /// <summary>Begins a run that is driven by its recording.</summary>
    /// <param name="request">What the cell asks for.</param>
    /// <param name="services">What it works with; the model is the recording's.</param>
    /// <param name="inputs">What its code is handed.</param>
    /// <exception cref="MagicException">The cell asks for something else than the recorded one, or the replay diverged.</exception>
    public async Task<AgentRun> BeginReplayAsync(RunRequest request, RunServices services, RunInputs? inputs = null)
    {
        try
        {
            return await _replay!.BeginAsync(_invocation.Notebook.Services.Session, _replay.Adopt(request), services, inputs, AfterStep);
        }
        catch (ReplayException exception)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
    }

    /// <summary>Drives a run, and says what a replay found.</summary>
    /// <param name="drive">Drives it until the token is cancelled.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="MagicException">The replay diverged, or the recording cannot be written.</exception>
    public async Task DriveAsync(Func<CancellationToken, Task> drive, CancellationToken cancellationToken)
    {
        try
        {
            await drive(_replay?.Token ?? cancellationToken);
        }
        catch (Exception exception) when (exception is ReplayException or RecordingException)
        {
            throw new MagicException(exception.Message, inner: exception);
        }

        foreach (var note in _replay?.Notes ?? [])
        {
            // Where the recording was made decides whether this is said at all.
            _invocation.Notebook.Display(MimeBundle.FromHtml(new Markup().Element("div", null, note, VolatileMark.SandboxLevel).ToString(), note));
        }
    }

    /// <summary>Closes the recording.</summary>
    public void Dispose()
    {
        _recorder?.Dispose();
        _replay?.Dispose();
    }

    private static RunReplay Open(MagicInvocation invocation, string file, CancellationToken cancellationToken)
    {
        var replay = Guarded(() => RunReplay.Open(file, cancellationToken: cancellationToken));
        invocation.Notebook.Services.Provenance.AddFile(file, UsedFileKind.Recording);
        return replay;
    }

    /// <summary>Does something that reads or writes a recording; what is wrong with it is the person's to hear.</summary>
    public static T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is ReplayException or RecordingException)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
    }
}
