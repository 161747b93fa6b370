using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;
using static AgentNotebook.Tests.Agents.Replay.ReplayBench;

namespace AgentNotebook.Tests.Agents.Replay;

/// <summary>What is recorded comes out again to the byte, along every path a run can take.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task a_run_with_real_code_is_replayed_to_the_byte_in_journal_and_card()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { MinimumLevel = SandboxLevel.None } });
        var model = new ObedientModel(
            "int answer = \"forty-two\";",
            "Console.WriteLine(\"about to fail\"); throw new InvalidOperationException(\"not yet\");",
            "new[] { 1, 2, 3 }",
            "Console.Write(\"done\"); new[] { 40, 2 }")
        {
            Faults =
            {
                [1] = new Queue<Exception>([new ModelException("busy", 429, TimeSpan.FromMilliseconds(30)), new HttpRequestException("connection lost")]),
                [3] = new Queue<Exception>([new ModelException("broken", 503)]),
            },
        };
        var request = Request("result.Sum() == 42");
        var services = Services(model, runner) with
        {
            ObserveMemory = () => new MemoryObserved("Process memory", 10, 30, 20) { Points = [0, 10, 5, 30, 9, 20] },
        };
        var recorded = await _bench.RecordAsync(services, request);
        Assert.Equal(AgentState.Succeeded, recorded.State);
        Assert.Equal(4, recorded.Attempts.Count);
        Assert.Equal(3, recorded.Transitions.Count(record => record.Transition.To == AgentState.Retrying));

        var replayed = await _bench.ReplayAsync(Services(Nobody, runner) with { ObserveMemory = () => throw new InvalidOperationException("Memory was observed then.") }, request);
        _bench.AssertSameJournals();
        var options = new RunCardOptions { Variable = "answer", LevelInWords = "in words" };
        Assert.Equal(RunCardView.Render(recorded, options).Data, RunCardView.Render(replayed, options).Data);
    }

    [Fact]
    public async Task waits_between_retries_are_not_waited_again()
    {
        var request = Request() with
        {
            Retry = new() { FirstDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(4), MaxTotalDelay = TimeSpan.FromHours(12) },
            Budget = new() { WallTime = TimeSpan.FromDays(1) },
        };
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>([new ModelException("busy", 503)]) } };
        var time = new ManualTimeProvider();
        var recording = _bench.RecordAsync(Services(model, new ObedientRunner(Good())) with { Time = time }, request);
        // A run that stops instead of waiting would never set a timer.
        await Task.WhenAny(recording, time.WhenTimersAsync());
        Assert.False(recording.IsCompleted);
        time.Advance(TimeSpan.FromHours(4));
        await recording;

        var replayed = await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Good())), request).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(AgentState.Succeeded, replayed.State);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task an_interrupted_run_is_interrupted_at_the_same_step()
    {
        using var interrupt = new CancellationTokenSource();
        var request = Request();
        var recorded = await _bench.RecordAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good()) { BeforeRun = InterruptSecond(interrupt) }), request, interrupt.Token);
        Assert.Equal(AgentState.Cancelled, recorded.State);
        var replayed = await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"))), request);
        Assert.Equal(AgentState.Cancelled, replayed.State);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task an_interrupted_run_that_was_resumed_is_replayed_through_the_interrupt()
    {
        using var interrupt = new CancellationTokenSource();
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a")) { BeforeRun = InterruptSecond(interrupt) }), request, interrupt.Token);
        _bench.Reopen();
        await _bench.ResumeRecordingAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Good())));
        var replayed = await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good())), request);
        Assert.Equal((AgentState.Succeeded, 1), (replayed.State, replayed.Resumptions));
        Assert.Contains(replayed.Transitions, record => record.Transition.To == AgentState.Cancelled);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_run_that_asked_and_was_answered_is_replayed_through_the_answer()
    {
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1"), new ObedientRunner(Bad("a")), humanCanAnswer: true), request);
        _bench.Reopen();
        var recorded = await _bench.ResumeRecordingAsync(Services(new ObedientModel("1", "2", "3"), new ObedientRunner(Good())), new HumanAnswered { Hint = "Try two.", Rounds = 3 });
        Assert.Equal(AgentState.Succeeded, recorded.State);

        var replayed = await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good())), request);
        Assert.Equal(["Try two."], replayed.Hints.Select(hint => hint.Text));
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_run_that_was_sent_back_or_given_code_by_a_person_is_replayed()
    {
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Bad("b"))), request);
        await _bench.ResumeRecordingAsync(Services(new ObedientModel("1", "2", null!, "4"), new ObedientRunner(Bad("c"), Bad("d"))), fromStep: 5);
        var recorded = await _bench.ResumeRecordingAsync(Services(new ObedientModel(), new ObedientRunner(Good("5"))), new HumanAnswered { Code = "5" }, fromStep: 3);
        Assert.Equal(AgentState.Succeeded, recorded.State);

        await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Bad("b"), Bad("c"), Bad("d"), Good("5"))), request);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_run_whose_model_plays_every_role_is_replayed()
    {
        var request = Request("result > 1");
        var model = new WordyModel();
        var recorded = await _bench.RecordAsync(Services(model, new ObedientRunner(Bad("a"), Bad("b"), Good("2"))), request);
        Assert.Equal(AgentState.Succeeded, recorded.State);
        Assert.NotNull(recorded.Explanation);
        await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Bad("b"), Good("2"))), request);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_guest_that_was_stopped_in_the_middle_is_replayed_with_what_it_had_printed_then()
    {
        var stopped = new GuestOutcome { Verdict = Verdict.TimedOut, Reason = "The guest ran past its limit.", Output = "0 1 2 3" };
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1"), new ObedientRunner(stopped)), request);
        var replayed = await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(stopped with { Output = "0 1 2" })), request);
        Assert.Equal("0 1 2 3", replayed.Attempts[0].Outcome!.Output);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_worker_that_did_not_start_then_does_not_start_again()
    {
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1"), new ObedientRunner(Good()) { StartFailures = 2 }), request);
        await _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Good())), request);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task another_sandbox_level_is_noted_and_kept_honestly_and_is_no_divergence()
    {
        var request = Request();
        await _bench.RecordAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a") with { Level = SandboxLevel.Isolated }, Good() with { Level = SandboxLevel.Isolated })), request);
        using var replay = RunReplay.Open(_bench.File);
        var run = await replay.BeginAsync(_bench.Replayed, request, Services(Nobody, new ObedientRunner(Bad("a") with { Level = SandboxLevel.Filtered }, Good() with { Level = SandboxLevel.Filtered })));
        var record = await run.RunAsync(replay.Token);
        Assert.Equal(AgentState.Succeeded, record.State);
        Assert.All(record.Attempts, attempt => Assert.Equal(SandboxLevel.Filtered, attempt.Outcome!.Level));
        Assert.Contains("isolated", Assert.Single(replay.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task gpu_memory_is_what_was_read_then()
    {
        var request = Request();
        var readings = new Queue<long>([5, 6]);
        using (var recorder = RunRecorder.Create(_bench.File))
        {
            var services = recorder.Wrap(Services(new ObedientModel("1"), new ObedientRunner(Good())) with { GpuMemoryInUse = readings.Dequeue });
            var run = AgentRun.Start(_bench.Recorded, request, services);
            run.Changed += record => _ = record.State == AgentState.Acting ? services.GpuMemoryInUse!() : 0;
            await run.RunAsync(default);
        }

        Assert.Contains("\"kind\":\"gpu\",\"bytes\":5", await File.ReadAllTextAsync(_bench.File), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static Action InterruptSecond(CancellationTokenSource interrupt)
    {
        var runs = 0;
        return () =>
        {
            if (++runs == 2)
            {
                interrupt.Cancel();
            }
        };
    }
}
