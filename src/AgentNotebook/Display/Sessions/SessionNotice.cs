using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Display.Sessions;

/// <summary>What someone who opens a session should know of it.</summary>
internal static class SessionNotice
{
    private const int MostNamed = 10;

    /// <summary>Runs that are not finished and values that wait to be taken back; empty when there is nothing to say.</summary>
    internal static string Of(Session session) =>
        string.Join('\n', session.FindRecoveries().TakeLast(MostNamed).Select(RecoveryLine.Text).Prepend(Unfinished(session)).Where(line => line.Length > 0));

    /// <summary>That another session of the name is in use.</summary>
    /// <param name="wanted">The name that was taken.</param>
    /// <param name="session">The one that is used instead.</param>
    internal static string Taken(string wanted, string session) =>
        $"Another kernel has the session '{wanted}' open, so this one keeps its values and runs in '{session}'.";

    private static string Unfinished(Session session)
    {
        var runs = RunHistory.Unfinished(session);
        return runs.Count switch
        {
            0 => "",
            1 => $"{runs[0].Id} of session '{session.Name}' is not finished ({runs[0].State}). '#!agent-resume {runs[0].Id}' goes on with it.",
            _ => $"{runs.Count} runs of session '{session.Name}' are not finished: {string.Join(", ", runs.TakeLast(MostNamed).Select(run => $"{run.Id} ({run.State})"))}. '#!agent-resume RUN' goes on with one, '#!agent-stop RUN' ends it.",
        };
    }
}
