using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>Entries such as runs leave behind.</summary>
internal static class MadeUpEntries
{
    private const string Words = "the check compared 3 of 4 positions and the last one, at t = 86400 s, is 1.7e-3 away from what was asked for; ";

    /// <summary>A transition of middling length: about 550 bytes.</summary>
    public static JournalDraft Transition(int number) => RunEventCodec.Encode(
        $"run-{1 + number / 20}",
        new Transitioned(AgentState.Reflecting, AgentTrigger.RevisionNeeded, AgentState.Revising, $"Attempt {number} failed: {string.Concat(Enumerable.Repeat(Words, 4))}"));

    /// <summary>Fills a session through its journal, without the indexes that a <see cref="Session"/> writes.</summary>
    public static void Fill(ISessionStore store, string session, int entries)
    {
        using var journal = store.Open(session);
        for (var begun = 0; begun < entries; begun += Batch)
        {
            journal.Append([.. Enumerable.Range(begun, Math.Min(Batch, entries - begun)).Select(Transition)]);
        }
    }

    /// <summary>Fills a session as a notebook does, with values among the entries that change again and again.</summary>
    public static void Fill(Session session, int entries, int values)
    {
        for (var round = 0; session.LastSequence < entries; round++)
        {
            session[$"value-{round % values}"] = $"{round} {Words}";
            session.Flush();
            session.Append([.. Enumerable.Range(round * Batch, Math.Min(Batch, Math.Max(1, entries - (int)session.LastSequence))).Select(Transition)]);
        }
    }

    private const int Batch = 500;
}
