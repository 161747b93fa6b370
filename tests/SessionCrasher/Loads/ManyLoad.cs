using System.Globalization;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>SEED COUNT SESSION…: a thread a session, all through one store.</summary>
internal static class ManyLoad
{
    public static void Run(Func<ISessionStore> open, string[] arguments)
    {
        var (seed, count) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), long.Parse(arguments[1], CultureInfo.InvariantCulture));
        using var store = open();
        Task.WaitAll(arguments[2..].Select((session, i) => Task.Factory.StartNew(
            () => AppendLoad.Append(store, session, seed + i, count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
