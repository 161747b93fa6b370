using AgentNotebook.Agents.Replay;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Finds the session that was last forked from the notebook's own.</summary>
internal static class ForkFinder
{
    /// <exception cref="MagicException">There is none.</exception>
    internal static string Last(MagicInvocation invocation)
    {
        var session = invocation.Notebook.Services.Session;
        return SessionFork.Last(session.Store, session.Name)
            ?? throw new MagicException($"Nothing was forked from session '{session.Name}' yet. '{AgentForkMagic.Name}' does it.", invocation.BodyLine - 1, 1);
    }
}
