using System.Collections;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Models.Memory;

namespace AgentNotebook.Agents.Runs;

/// <summary>The attempts of a run as it remembers them, put together when they are looked at: a long run is not read whole for each model call.</summary>
/// <param name="run">The run. Attempts that are finished later are not among these.</param>
internal sealed class RememberedAttempts(RunRecord run) : IReadOnlyList<MemoryAttempt>
{
    public int Count { get; } = run.Attempts.Count;

    public MemoryAttempt this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var attempt = run.Attempts[index];
            return new MemoryAttempt(
                attempt.Number,
                run.Intents[index],
                attempt.Code,
                attempt.Succeeded ? "" : FaultClassifier.Classify(attempt).Reason,
                run.Diagnoses.GetValueOrDefault(attempt.Number, ""));
        }
    }

    public IEnumerator<MemoryAttempt> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
