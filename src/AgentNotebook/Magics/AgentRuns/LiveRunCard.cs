using System.Collections.Concurrent;
using System.Globalization;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Gpu;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Drives a run and keeps its card up to date while it does.</summary>
/// <remarks>
/// The thread that drives the run hands on what happened and what is being written, and goes on. The card is made on another thread from a
/// record of its own, a few times a second; the card of the resting run is made once, from its record alone.
/// </remarks>
internal sealed class LiveRunCard
{
    private const int MostEvidence = 20;
    private const int LongestReason = 2000;

    private readonly INotebook _notebook;
    private readonly AgentRun _run;
    private readonly string _resultName;
    private readonly SandboxStatus _sandbox;
    private readonly string _displayId;
    private readonly RunMemoryObserver _memory;
    private readonly WrittenTail _written = new();
    private readonly ConcurrentQueue<(IReadOnlyList<RunEvent> Events, DateTimeOffset Time)> _happened = new();
    private RunRecord _seen;
    private bool _restIsShown;

    public LiveRunCard(INotebook notebook, AgentRun run, string resultName, SandboxStatus sandbox)
    {
        (_notebook, _run, _resultName, _sandbox) = (notebook, run, resultName, sandbox);
        _displayId = $"agentnb-{notebook.Services.Session.Name}-{run.Record.Id}-{Guid.NewGuid():N}";
        _memory = new RunMemoryObserver(notebook.Services.Memory);
        _seen = run.Record;
    }

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(afterStep: null, cancellationToken);

    /// <summary>Drives the run, and lets someone look at each step before the next.</summary>
    public async Task RunAsync(Func<RunRecord, Task>? afterStep, CancellationToken cancellationToken)
    {
        var services = _notebook.Services;
        services.Memory.Mark($"{_run.Record.Id} begins", MemoryMarkKind.State);
        _seen = RunHistory.Find(services.Session, _run.Record.Id)!;
        _restIsShown = TransitionTable.IsResting(_seen.State);
        _notebook.Display(Render(), _displayId);
        using (var updates = new CoalescedUpdates(services.Time, ShowUnlessAtRest))
        {
            void Appended(IReadOnlyList<RunEvent> events, DateTimeOffset time)
            {
                if (events.Any(happened => happened is ModelAsked or ModelAnswered or FaultMet))
                {
                    _written.Clear();
                }

                Mark(events);
                _happened.Enqueue((events, time));
                updates.Request();
            }

            void Written(ModelRole role, string piece)
            {
                _written.Add(role, piece);
                updates.Request();
            }

            _run.Appended += Appended;
            _run.Written += Written;
            _run.Changed += services.RunChanged;
            try
            {
                await _run.RunAsync(afterStep, cancellationToken);
            }
            finally
            {
                _run.Appended -= Appended;
                _run.Written -= Written;
                _run.Changed -= services.RunChanged;
                updates.Dispose();
                services.Memory.Mark($"{_run.Record.Id} {_run.Record.State}", MemoryMarkKind.State);
                ShowRest();
            }
        }
    }

    // Where a run comes to rest is marked when its loop has ended.
    private void Mark(IReadOnlyList<RunEvent> events)
    {
        var (memory, run) = (_notebook.Services.Memory, _run.Record);
        foreach (var happened in events)
        {
            if (happened is AttemptFinished)
            {
                memory.Mark(string.Create(CultureInfo.InvariantCulture, $"{run.Id} attempt {run.Attempts.Count}"), MemoryMarkKind.Attempt);
            }
            else if (happened is Transitioned move && !TransitionTable.IsResting(move.To))
            {
                memory.Mark($"{run.Id} {move.To}", MemoryMarkKind.State);
            }
        }
    }

    private string Elsewhere => _notebook is NotebookWithSession ? _notebook.Services.Session.Name : "";

    /// <summary>What a run that did not succeed has to say, for the cell's error.</summary>
    public string Failure()
    {
        var run = _run.Record;
        var session = _notebook.Services.Session.Name;
        var evidence = string.Concat((run.Stopped?.Evidence ?? []).Take(MostEvidence).Select(line => $"\n  {Untrusted.Line(line)}"));
        var ways = string.Concat(RunCommands.Ways(run, Elsewhere).Select(way => $"\n  {way.Command}  {way.Purpose}"));
        return $"{run.Id} is {run.State} after {run.Attempts.Count} {(run.Attempts.Count == 1 ? "attempt" : "attempts")}: {Untrusted.Line(run.LastReason, LongestReason)}{evidence}\nEverything is kept in session '{session}'; 'agentnb sessions show {session}' shows every step. To go on, type in a cell:{ways}";
    }

    // A card at rest is shown once, when the run's loop has ended: what the loop still writes belongs to it.
    private void ShowUnlessAtRest()
    {
        Catch();
        if (!TransitionTable.IsResting(_seen.State))
        {
            _notebook.Update(_displayId, Render());
        }
    }

    private void ShowRest()
    {
        if (!_happened.IsEmpty || !_restIsShown)
        {
            Catch();
            _written.Clear();
            _notebook.Update(_displayId, Render());
        }
    }

    private void Catch()
    {
        while (_happened.TryDequeue(out var happened))
        {
            foreach (var one in happened.Events)
            {
                _seen.Apply(one, happened.Time);
            }
        }
    }

    // A run that goes on from another day may have run at another level than is active now.
    private bool IsActive(RunRecord run) => run.Attempts.LastOrDefault(attempt => attempt.Outcome is not null) is not { Outcome: { } outcome } || outcome.Level == _sandbox.Level;

    private MimeBundle Render() => RunCardView.Render(_seen, new RunCardOptions
    {
        LevelInWords = IsActive(_seen) ? _sandbox.InWords : "",
        Variable = _resultName,
        Elsewhere = Elsewhere,
        MemorySoFar = TransitionTable.IsResting(_seen.State) ? null : _memory.Observe(),
        Writing = _written.Now,
    });
}
