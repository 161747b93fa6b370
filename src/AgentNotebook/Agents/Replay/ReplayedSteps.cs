using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Steps;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Agents.Replay;

/// <summary>Gives each step the memory that was recorded of it, and cuts it off where it was cut off then. A recording without such readings has none.</summary>
internal sealed class ReplayedSteps(ReplayTape tape) : IStepMeter
{
    private Step? _current;

    public IMeasuredStep Begin(string name, long? limitBytes)
    {
        _current = new Step(this, name, limitBytes ?? 0);
        LookAhead();
        return _current;
    }

    /// <summary>Something was appended: looks whether the step went on from there.</summary>
    public void LookAhead()
    {
        if (tape.NextEntries.Any(entry => entry.Kind == "fault" && entry.Event() is FaultMet { Fault.Rule: FaultRules.MemoryBudget }))
        {
            _current?.CutOff();
        }
    }

    // The step ends with what comes next, and its memory stands in the transition.
    private StepMemory? Recorded() => tape.NextEntries.Where(entry => entry.Kind == "transition").Select(entry => entry.Event()).OfType<Transitioned>().LastOrDefault()?.Memory;

    private sealed class Step(ReplayedSteps steps, string name, long limitBytes) : IMeasuredStep
    {
        private readonly CancellationTokenSource _over = new();

        public CancellationToken OverLimit => _over.Token;

        public void CutOff() => _over.Cancel();

        public ValueTask<(StepMemory? Memory, MemoryBudgetException? Passed)> EndAsync()
        {
            steps._current = null;
            var memory = steps.Recorded();
            var passed = _over.IsCancellationRequested ? new MemoryBudgetException(name, limitBytes, Math.Max(limitBytes, memory?.PeakBytes ?? 0)) : null;
            _over.Dispose();
            return ValueTask.FromResult((memory, passed));
        }
    }
}
