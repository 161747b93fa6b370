using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents.Replay;

/// <summary>Two sessions in a store: one to record a run in, one to replay it in.</summary>
internal sealed class ReplayBench : IDisposable
{
    private static readonly GuestCompiler _compiler = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-replay-");
    private readonly SqliteSessionStore _store;

    public ReplayBench()
    {
        _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));
        Recorded = Session.Open(_store, "recorded");
        Replayed = Session.Open(_store, "replayed");
    }

    public Session Recorded { get; private set; }

    public Session Replayed { get; }

    public string File => Path.Combine(_folder.FullName, "run.jsonl");

    /// <summary>A model nobody may ask.</summary>
    public static IAgentModel Nobody { get; } = new ObedientModel();

    public static RunRequest Request(params string[] checks) => new()
    {
        Brief = new TaskBrief("Give me a number.", checks),
        Models = new ModelChoice("obedient"),
        Retry = new RetryOptions { FirstDelay = TimeSpan.FromMilliseconds(20) },
        Limits = new ExecutionLimits { WallTime = TimeSpan.FromSeconds(20) },
        Seed = 7,
        Pass = "pass-1",
        Cell = "cell-1",
    };

    public static RunServices Services(IAgentModel model, ICodeRunner runner, bool humanCanAnswer = false) => new()
    {
        Model = model,
        Compiler = _compiler,
        Runner = runner,
        HumanCanAnswer = humanCanAnswer,
    };

    public static GuestOutcome Good(string json = "1") => new() { Verdict = Verdict.Completed, ResultJson = json, ResultType = "int", WallTime = TimeSpan.FromMilliseconds(Random.Shared.Next(1, 500)) };

    public static GuestOutcome Bad(string message) => new()
    {
        Verdict = Verdict.Failed,
        Reason = "The guest threw: " + message,
        Exception = new GuestException("System.Exception", message, [new GuestFrame("<cell>", 1)]),
        PeakMemoryBytes = Random.Shared.Next(),
    };

    public async Task<RunRecord> RecordAsync(RunServices services, RunRequest request, CancellationToken token = default)
    {
        using var recorder = RunRecorder.Create(File);
        return await AgentRun.Start(Recorded, request, recorder.Wrap(services)).RunAsync(token);
    }

    public async Task<RunRecord> ResumeRecordingAsync(RunServices services, HumanAnswered? answer = null, int? fromStep = null)
    {
        var record = RunHistory.Read(Recorded.Entries())[^1];
        using var recorder = RunRecorder.Continue(File, record.Id, Recorded.Entries());
        return await AgentRun.Resume(Recorded, record, recorder.Wrap(services), answer, fromStep).RunAsync(default);
    }

    public async Task<RunRecord> ReplayAsync(RunServices services, RunRequest request, CancellationToken token = default)
    {
        using var replay = RunReplay.Open(File, cancellationToken: token);
        var run = await replay.BeginAsync(Replayed, replay.Adopt(request), services);
        return await run.RunAsync(replay.Token);
    }

    /// <summary>Every entry of both journals as text, so that a difference is seen.</summary>
    public void AssertSameJournals()
    {
        Assert.Equal(Text(Recorded), Text(Replayed));
        static IEnumerable<string> Text(Session session) =>
            session.Entries().Select(entry => $"{entry.Sequence} {entry.Time:O} {entry.Run} {entry.Kind} {entry.Version} {entry.Payload}");
    }

    /// <summary>Ends the recorded session's process, as far as the store can tell, and begins another.</summary>
    public void Reopen()
    {
        Recorded.Dispose();
        Recorded = Session.Open(_store, "recorded");
    }

    public void Dispose()
    {
        Recorded.Dispose();
        Replayed.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}
