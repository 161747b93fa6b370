namespace AgentNotebook.Sessions;

/// <summary>Opens the first session of a name that nobody else writes: <c>notebook</c>, <c>notebook-2</c>, …</summary>
internal static class FirstFreeSession
{
    // As many notebooks may be open in one folder, each with a session of its own.
    private const int MostSessions = 100;

    /// <summary>Opens it.</summary>
    /// <param name="name">The name that is tried first.</param>
    /// <param name="open">Opens what works with a session of a name.</param>
    /// <returns>What was opened, and its session's name.</returns>
    /// <exception cref="SessionStoreException">The store as a whole cannot be opened, or all names are taken.</exception>
    internal static (T Opened, string Session) Open<T>(string name, Func<string, T> open)
    {
        for (var number = 1; ; number++)
        {
            var session = number == 1 ? name : $"{name}-{number}";
            try
            {
                return (open(session), session);
            }
            catch (SessionStoreException exception) when (exception.Fault == SessionStoreFault.Busy && !exception.IsWholeStore && number < MostSessions)
            {
                // The next name may be free.
            }
        }
    }
}
