using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Runs;

/// <summary>Sees what a run writes, on the thread that drives it. What it throws ends the driving of the run, which stands where its journal ends.</summary>
public interface IRunWitness
{
    /// <summary>Called before entries are appended; when it throws, they are not.</summary>
    /// <param name="entries">What will be appended, all at once.</param>
    /// <returns>The time they are to bear; <see langword="null"/> for the store's own clock.</returns>
    DateTimeOffset? Before(IReadOnlyList<JournalDraft> entries);

    /// <summary>Called when they are on the disk.</summary>
    /// <param name="entries">What was appended.</param>
    /// <param name="time">The time they bear.</param>
    void After(IReadOnlyList<JournalDraft> entries, DateTimeOffset time);
}
