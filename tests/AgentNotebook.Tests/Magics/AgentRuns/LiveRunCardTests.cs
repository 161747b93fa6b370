using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Magics.Variables;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Gpu;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Magics.AgentRuns;

public sealed class LiveRunCardTests : IDisposable
{
    private static readonly SandboxStatus _sandbox = new() { Level = SandboxLevel.None, InWords = "nothing runs here" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-card-");
    private readonly ManualTimeProvider _time = new();
    private readonly SqliteSessionStore _store;
    private readonly Session _session;
    private readonly MemorySampler _memory;

    public LiveRunCardTests()
    {
        _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"), new SessionStoreOptions { Time = _time });
        _session = Session.Open(_store, "test", _time);
        _memory = new MemorySampler(new ScriptedProbe("gpu") { Answer = (_, asked) => new MemoryReading(1000 + (asked % 7), 0) }, time: _time);
    }

    [Fact]
    public async Task a_thousand_pieces_in_a_second_are_at_most_eleven_updates_of_which_only_the_last_is_at_rest()
    {
        var notebook = new Screen(this);
        var model = new TalkingModel(1000, () => _time.Advance(TimeSpan.FromMilliseconds(1)));
        await Card(notebook, model, Good).RunAsync(CancellationToken.None);
        Assert.Single(notebook.Shown);
        Assert.InRange(notebook.Updates.Count, 10, 11);
        Assert.All(notebook.Updates.SkipLast(1), card => Assert.Contains("The model is writing (plan): ", card.Data[MimeBundle.Text]));
        Assert.DoesNotContain("is writing", notebook.Updates[^1].Data[MimeBundle.Text]);
        Assert.Single(notebook.Updates, card => card.Data[MimeBundle.Text].StartsWith("Run run-1: Succeeded", StringComparison.Ordinal));
        Assert.Contains("piece 99", notebook.Updates[0].Data[MimeBundle.Html]);
    }

    [Fact]
    public async Task the_card_at_rest_is_the_one_that_the_journal_gives_when_it_is_read_again()
    {
        var notebook = new Screen(this);
        var run = Start(new ObedientModel("1", "2"), Bad, Good);
        await new LiveRunCard(notebook, run, "result", _sandbox).RunAsync(CancellationToken.None);
        var options = new RunCardOptions { LevelInWords = _sandbox.InWords, Variable = "result" };
        var again = RunCardView.Render(RunHistory.Read(_session.Entries()).Single(), options);
        Assert.Equal(again.Data, notebook.Updates[^1].Data);
        Assert.Equal(again.Data, RunCardView.Render(run.Record, options).Data);
        Assert.Contains("GPU memory (scripted): ", again.Data[MimeBundle.Text]);
    }

    [Fact]
    public async Task a_run_that_is_at_rest_already_is_shown_once()
    {
        var first = Start(new ObedientModel("1"), Good);
        await first.RunAsync(CancellationToken.None);
        var notebook = new Screen(this);
        var again = AgentRun.Continue(_session, RunHistory.Read(_session.Entries()).Single(), Services(new ObedientModel("1"), Good));
        await new LiveRunCard(notebook, again, "result", _sandbox).RunAsync(CancellationToken.None);
        Assert.StartsWith("Run run-1: Succeeded", Assert.Single(notebook.Shown).Data[MimeBundle.Text]);
        Assert.Empty(notebook.Updates);
    }

    [Fact]
    public async Task a_front_end_that_fails_does_not_stop_the_run_before_its_rest()
    {
        var notebook = new Screen(this) { FailsToUpdate = 3 };
        var run = Start(new TalkingModel(500, () => _time.Advance(TimeSpan.FromMilliseconds(1))), Good);
        await new LiveRunCard(notebook, run, "result", _sandbox).RunAsync(CancellationToken.None);
        Assert.Equal(AgentState.Succeeded, run.Record.State);
        Assert.StartsWith("Run run-1: Succeeded", notebook.Updates[^1].Data[MimeBundle.Text]);
    }

    [Fact]
    public async Task every_change_is_told_to_the_host_on_the_way()
    {
        var states = new List<AgentState>();
        var notebook = new Screen(this, record => states.Add(record.State));
        await Card(notebook, new ObedientModel("1"), Good).RunAsync(CancellationToken.None);
        Assert.Equal([AgentState.Planning, AgentState.Acting, AgentState.Reflecting, AgentState.Succeeded], states.Distinct());
    }

    [Fact]
    public async Task a_failure_names_the_commands_to_go_on()
    {
        var card = Card(new Screen(this), new ObedientModel("1"), Bad);
        await card.RunAsync(CancellationToken.None);
        Assert.StartsWith("run-1 is Failed after 1 attempt: The model knows no further: As told.\n", card.Failure());
        Assert.Contains("\n  #!agent-resume run-1 --hint \"…\"  tells the model what it is missing\n", card.Failure());
        Assert.Contains("\n  #!agent-resume run-1 --edit  ", card.Failure());
        Assert.Contains("\n  #!agent-resume run-1 --max-iterations 5  ", card.Failure());
    }

    public void Dispose()
    {
        _memory.Dispose();
        _session.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static GuestOutcome Good => new() { Verdict = Verdict.Completed, ResultJson = "1", ResultType = "int" };

    private static GuestOutcome Bad => new() { Verdict = Verdict.Failed, Reason = "E: no", Exception = new GuestException("E", "no", []) };

    private LiveRunCard Card(Screen notebook, IAgentModel model, params GuestOutcome[] outcomes) => new(notebook, Start(model, outcomes), "result", _sandbox);

    private AgentRun Start(IAgentModel model, params GuestOutcome[] outcomes) =>
        AgentRun.Start(_session, new RunRequest { Brief = new TaskBrief("task", []), Models = new ModelChoice("told") }, Services(model, outcomes));

    private RunServices Services(IAgentModel model, params GuestOutcome[] outcomes) => new()
    {
        Model = model,
        Compiler = new GuestCompiler(),
        Runner = new ObedientRunner(outcomes),
        Time = _time,
        ObserveMemory = new RunMemoryObserver(_memory).Observe,
    };

    /// <summary>Writes its plan piece by piece.</summary>
    private sealed class TalkingModel(int pieces, Action afterPiece) : IAgentModel
    {
        public string Name => "talking";

        public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        {
            for (var i = 0; i < pieces; i++)
            {
                request.Written!.Report($"piece {i}\n");
                afterPiece();
            }

            return Task.FromResult(new PlanReply("As written.", "1"));
        }

        public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    /// <summary>A notebook that keeps what is shown.</summary>
    private sealed class Screen(LiveRunCardTests tests, Action<RunRecord>? changed = null) : INotebook
    {
        public List<MimeBundle> Shown { get; } = [];

        public List<MimeBundle> Updates { get; } = [];

        public int FailsToUpdate { get; set; }

        public NotebookServices Services { get; } = new()
        {
            Session = tests._session,
            Runner = new ObedientRunner(),
            Compiler = new(),
            Models = new ModelCatalog(),
            Memory = tests._memory,
            Folder = tests._folder.FullName,
            Time = tests._time,
            RunChanged = changed,
        };

        public void Display(MimeBundle bundle, string? displayId = null) => Shown.Add(bundle);

        public void Update(string displayId, MimeBundle bundle)
        {
            if (FailsToUpdate-- > 0)
            {
                throw new IOException("The front end is gone.");
            }

            Updates.Add(bundle);
        }

        public void Print(string text, bool isError = false) => throw new NotSupportedException();

        public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IReadOnlyList<NotebookVariable> Variables() => [];

        public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> AskAsync(string prompt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ImportAsync(string file, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void AtEnd(Action action) => throw new NotSupportedException();
    }
}
