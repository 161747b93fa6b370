using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>SESSION: takes the writer's place, says "held", and waits for a line.</summary>
internal static class HoldLoad
{
    public static void Run(Func<ISessionStore> open, string[] arguments)
    {
        using var store = open();
        using var journal = store.Open(arguments[0]);
        Console.WriteLine("held");
        Console.ReadLine();
    }
}
