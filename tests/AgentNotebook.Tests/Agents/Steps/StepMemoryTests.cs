using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Agents.Steps;
using AgentNotebook.Execution;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Models;
using AgentNotebook.Tests.Agents.Replay;
using AgentNotebook.Tests.Gpu.Leases;
using AgentNotebook.Tests.Support;
using static AgentNotebook.Tests.Agents.Replay.ReplayBench;
using static AgentNotebook.Tests.Gpu.Leases.LeaseBench;

namespace AgentNotebook.Tests.Agents.Steps;

/// <summary>Every step of a run in which a model thinks or code runs is under a lease.</summary>
public sealed class StepMemoryTests : IDisposable
{
    private readonly ReplayBench _bench = new();
    private readonly LeaseBench _leases = new();

    [Fact]
    public async Task each_step_in_which_a_model_thinks_or_code_runs_is_measured_marked_and_in_the_journal()
    {
        var run = await RunAsync(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good()) { BeforeRun = Allocate(200) });
        Assert.Equal(
            [AgentState.Planning, AgentState.Acting, AgentState.Revising, AgentState.Acting],
            run.MemoryOfSteps.Select(step => step.State));
        Assert.All(run.MemoryOfSteps, step => Assert.True(step.Memory.IsGpu));
        Assert.Equal((100 * MiB, 300 * MiB, 300 * MiB, false), (run.MemoryOfSteps[1].Memory.BeforeBytes, run.MemoryOfSteps[1].Memory.PeakBytes, run.MemoryOfSteps[1].Memory.AfterBytes, run.MemoryOfSteps[1].Memory.IsBack));
        Assert.Equal(["run-1 Planning", "run-1 Acting", "run-1 Revising", "run-1 Acting #2"], _leases.Curve.Marks.Select(mark => mark.Name));
        Assert.Empty(_leases.Leases.Open);
        Assert.Equal(500 * MiB, run.GpuMemoryPeakBytes);

        var again = RunHistory.Find(_bench.Recorded, run.Id)!;
        Assert.Equal(run.MemoryOfSteps, again.MemoryOfSteps);
    }

    [Fact]
    public async Task a_model_in_this_process_hands_its_objects_to_the_steps_lease()
    {
        var disposed = 0;
        var model = new TrackingModel(() => MemoryLeases.Current!.Track(new LeaseBench.Tensor(() => disposed++)));
        var run = await RunAsync(model, new ObedientRunner(Good()));
        Assert.Equal((AgentState.Succeeded, 1), (run.State, disposed));
    }

    [Fact]
    public async Task a_step_that_fails_is_measured_too_and_ends_its_lease()
    {
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>([new ModelException("no", 401)]) } };
        var run = await RunAsync(model, new ObedientRunner(Good()));
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Equal(AgentState.Planning, Assert.Single(run.MemoryOfSteps).State);
        Assert.Empty(_leases.Leases.Open);
    }

    [Fact]
    public async Task code_that_passes_the_limit_on_gpu_memory_is_cut_off_and_the_controller_stops_the_run()
    {
        var runner = new GreedyRunner(_leases);
        var run = await RunAsync(new ObedientModel("1"), runner, Limited);
        Assert.Equal((AgentState.Failed, "gpu-memory"), (run.State, run.Stopped?.Pattern));
        Assert.Equal("memory-budget-passed", Assert.Single(run.Faults).Fault.Rule);
        Assert.Contains("may use 200 MiB", run.Stopped!.Evidence[0], StringComparison.Ordinal);
        Assert.True(runner.WasCancelled);
        Assert.Empty(run.Attempts);
    }

    [Fact]
    public async Task a_model_that_passes_its_own_leases_budget_is_a_permanent_fault()
    {
        var model = new TrackingModel(() =>
        {
            using var lease = _leases.Leases.Lease("weights", budgetBytes: MiB);
            lease.Track(new LeaseBench.Tensor(() => { }), 2 * MiB);
        });
        var run = await RunAsync(model, new ObedientRunner(Good()));
        Assert.Equal(("memory-budget-passed", "gpu-memory"), (Assert.Single(run.Faults).Fault.Rule, run.Stopped?.Pattern));
    }

    [Fact]
    public async Task an_interrupt_is_an_interrupt_also_under_a_limit()
    {
        using var interrupt = new CancellationTokenSource();
        var run = AgentRun.Start(_bench.Recorded, Limited, Measured(new ObedientModel("1"), new ObedientRunner(Good()) { BeforeRun = interrupt.Cancel }));
        Assert.Equal(AgentState.Cancelled, (await run.RunAsync(interrupt.Token)).State);
    }

    [Fact]
    public async Task what_steps_took_is_replayed_to_the_byte_without_being_measured_again()
    {
        var recorded = await _bench.RecordAsync(Measured(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good()) { BeforeRun = Allocate(200) }), Request());
        Assert.Equal(4, recorded.MemoryOfSteps.Count);
        var marks = _leases.Curve.Marks.Count;
        var replayed = await _bench.ReplayAsync(Measured(Nobody, new ObedientRunner(Bad("a"), Good())), Request());
        Assert.Equal(recorded.MemoryOfSteps, replayed.MemoryOfSteps);
        Assert.Equal(marks, _leases.Curve.Marks.Count);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_step_that_was_cut_off_is_cut_off_again_when_it_is_replayed()
    {
        var greedy = new GreedyRunner(_leases);
        var recorded = await _bench.RecordAsync(Measured(new ObedientModel("1"), greedy), Limited);
        var patient = new GreedyRunner(null);
        var replayed = await _bench.ReplayAsync(Measured(Nobody, patient), Limited);
        Assert.Equal((recorded.State, "gpu-memory"), (replayed.State, replayed.Stopped?.Pattern));
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task a_recording_from_before_steps_were_measured_is_replayed_as_it_was()
    {
        var recorded = await _bench.RecordAsync(Services(new ObedientModel("1"), new ObedientRunner(Good())), Request());
        var replayed = await _bench.ReplayAsync(Measured(Nobody, new ObedientRunner(Good())), Request());
        Assert.Empty(recorded.MemoryOfSteps);
        Assert.Empty(replayed.MemoryOfSteps);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task without_a_gpu_nothing_is_cut_off()
    {
        var services = Measured(new ObedientModel("1"), new ObedientRunner(Good()) { BeforeRun = Allocate(500) }) with { GpuMemoryInUse = null };
        var run = await AgentRun.Start(_bench.Recorded, Limited, services).RunAsync(default);
        Assert.Equal(AgentState.Succeeded, run.State);
    }

    public void Dispose()
    {
        _leases.Dispose();
        _bench.Dispose();
    }

    private static RunRequest Limited => Request() with { Budget = new RunBudget { GpuMemoryBytes = 200 * MiB } };

    private Action Allocate(long mebibytes) => () =>
    {
        _leases.Ours += mebibytes * MiB;
        _leases.Sample();
    };

    private RunServices Measured(IAgentModel model, ICodeRunner runner) => Services(model, runner) with
    {
        Steps = new LeasedSteps(_leases.Leases),
        GpuMemoryInUse = () => _leases.Ours,
    };

    private Task<RunRecord> RunAsync(IAgentModel model, ICodeRunner runner, RunRequest? request = null) =>
        AgentRun.Start(_bench.Recorded, request ?? Request(), Measured(model, runner)).RunAsync(default);

    /// <summary>Takes more than it may and then waits to be killed.</summary>
    private sealed class GreedyRunner(LeaseBench? leases) : ICodeRunner
    {
        public bool WasCancelled { get; private set; }

        public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
        {
            if (leases is not null)
            {
                leases.Ours += 500 * MiB;
                leases.Sample();
                leases.Time.Advance(TimeSpan.FromMilliseconds(100));
            }

            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }

            return Good();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class TrackingModel(Action whenAsked) : IAgentModel
    {
        public string Name => "tracking";

        public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        {
            whenAsked();
            return Task.FromResult(new PlanReply("As told.", "1"));
        }

        public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
