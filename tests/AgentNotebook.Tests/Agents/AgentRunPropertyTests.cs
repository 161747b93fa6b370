using System.Text.Json;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Agents;

/// <summary>Whatever models, guests and persons do, in whatever order, a run comes to rest within its budget and its journal tells all of it.</summary>
public sealed class AgentRunPropertyTests : IDisposable
{
    private const int Kinds = 14;
    private static readonly int _cases = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1" ? 1_000 : 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-run-");
    private readonly SqliteSessionStore _store;

    public AgentRunPropertyTests() => _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));

    private static Arbitrary<int[]> Scripts => Gen.ArrayOf(Gen.Choose(0, Kinds - 1)).ToArbitrary();

    [Fact]
    public void any_sequence_of_outcomes_ends_in_a_resting_state_within_the_budget_and_the_journal_tells_it_all()
    {
        var number = 0;
        Prop.ForAll(Scripts, Gen.Choose(0, 3).ToArbitrary(), (script, flags) =>
        {
            using var session = Session.Open(_store, $"s{number++}");
            var play = new Play(script, canChangeStrategy: (flags & 1) == 1);
            var run = play.Run(session, humanCanAnswer: (flags & 2) == 2);
            Assert.True(TransitionTable.IsResting(run.State), $"{run.State}");
            Assert.InRange(run.Rounds, 0, run.RoundsAllowed);
            Assert.InRange(run.Attempts.Count, 0, run.RoundsAllowed + 1);
            Same(run, RunHistory.Read(session.Entries()).Single());
            OneEdgeAtATime(run);
            OnlyTransientFaultsAreRetried(session);
            Assert.DoesNotContain(play.Asked, request => JsonSerializer.Serialize<object>(request).Contains(Play.Noise, StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(_cases));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Same(RunRecord run, RunRecord read)
    {
        Assert.Equal((run.State, run.Rounds, run.Retries, run.FinishedCalls), (read.State, read.Rounds, read.Retries, read.FinishedCalls));
        Assert.Equal(run.Transitions, read.Transitions);
        Assert.Equal(run.Faults, read.Faults);
        Assert.Equal(run.Spent, read.Spent);
        Assert.Equal(JsonSerializer.Serialize(run.Attempts), JsonSerializer.Serialize(read.Attempts));
        Assert.Equal(JsonSerializer.Serialize(run.Interventions), JsonSerializer.Serialize(read.Interventions));
        Assert.Equal(JsonSerializer.Serialize(run.Stopped), JsonSerializer.Serialize(read.Stopped));
    }

    private static void OneEdgeAtATime(RunRecord run)
    {
        var state = AgentState.Ready;
        foreach (var (_, transition) in run.Transitions)
        {
            Assert.Equal(state, transition.From);
            Assert.Equal(TransitionTable.Default.Next(state, transition.Trigger), transition.To);
            state = transition.To;
        }

        Assert.Equal(run.State, state);
    }

    private static void OnlyTransientFaultsAreRetried(Session session)
    {
        Fault? met = null;
        foreach (var happened in session.Entries().Select(RunEventCodec.Decode))
        {
            met = happened is FaultMet fault ? fault.Fault : met;
            if (happened is Transitioned transition)
            {
                Assert.True(transition.To != AgentState.Retrying || met is { Kind: FaultKind.Transient }, $"{met}");
                Assert.True(transition.Trigger != AgentTrigger.RevisionNeeded || met is { Kind: FaultKind.Permanent }, $"{met}");
                met = null;
            }
        }
    }

    /// <summary>A model and a runner that do what the script says, in turn, and after its end fail anew each time.</summary>
    private sealed class Play(int[] script, bool canChangeStrategy) : IAgentModel, ICodeRunner
    {
        public const string Noise = "noise of the network";

        private readonly CancellationTokenSource _cancel = new();
        private int _next;

        public List<ModelRequest> Asked { get; } = [];

        public string Name => "play";

        public bool CanChangeStrategy => canChangeStrategy;

        public RunRecord Run(Session session, bool humanCanAnswer)
        {
            var request = new RunRequest { Brief = new TaskBrief("1", ["result == 1"]), Models = new ModelChoice("play"), Retry = new RetryOptions { MaxRetries = 2 } };
            var services = new RunServices
            {
                Model = this,
                Compiler = new ObedientCompiler(code => code.StartsWith("broken", StringComparison.Ordinal)),
                Runner = this,
                HumanCanAnswer = humanCanAnswer,
                Time = new UnwaitingTimeProvider(),
                GiveBackMemory = static () => { },
            };
            return AgentRun.Start(session, request, services).RunAsync(_cancel.Token).GetAwaiter().GetResult();
        }

        public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) => Task.FromResult(new PlanReply("A plan.", Answer(request) ?? "given up"));

        public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) => Task.FromResult(new ReviseReply(Answer(request), "Otherwise."));

        public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new SandboxStatus { Level = SandboxLevel.None, InWords = "nothing runs here" });

        public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
        {
            var kind = Next();
            if (kind == 0)
            {
                _cancel.Cancel();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(kind switch
            {
                1 => throw new WorkerUnavailableException(Noise),
                2 => throw new InvalidOperationException("A bug."),
                3 => Ended(Verdict.OutOfMemory),
                4 => Ended(Verdict.TimedOut),
                5 => Ended(Verdict.Crashed),
                6 => Checked(1, passed: true),
                7 or 8 => Checked(_next, passed: false),
                9 => Checked(7, passed: false),
                _ => new GuestOutcome { Verdict = Verdict.Failed, Exception = new GuestException("System.Exception", $"word{(char)('a' + (kind % 3))}", []) },
            });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static GuestOutcome Ended(Verdict verdict) => new() { Verdict = verdict, Reason = $"It ended: {verdict}." };

        private static GuestOutcome Checked(int value, bool passed) => new()
        {
            Verdict = Verdict.Completed,
            ResultJson = $"{value}",
            Checks = [new CheckOutcome("result == 1", passed, null, passed ? [] : [new CheckValue("result", $"{value}")])],
        };

        private string? Answer(ModelRequest request)
        {
            Asked.Add(request);
            var kind = Next();
            if (kind == 0)
            {
                _cancel.Cancel();
                throw new OperationCanceledException(_cancel.Token);
            }

            return kind switch
            {
                1 => throw new ModelException(Noise, 429, TimeSpan.FromSeconds(1)),
                2 => throw new ModelException(Noise, inner: new HttpRequestException("reset")),
                3 => throw new ModelException(Noise) { Failure = ModelFailure.StreamCut },
                4 => throw new ModelException("The key is not accepted.", 401),
                5 => throw new ModelException("No.") { Failure = ModelFailure.ContentRefused },
                6 => null,
                7 => "broken",
                8 => $"broken {_next}",
                9 => "same code",
                _ => $"code {_next}",
            };
        }

        private int Next() => _next < script.Length ? script[_next++] : 10 + (_next++ % 4);
    }
}
