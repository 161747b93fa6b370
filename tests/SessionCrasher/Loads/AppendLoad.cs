using System.Globalization;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>SESSION SEED COUNT: one writer appends batches of 1 to 5 entries until COUNT entries are acknowledged.</summary>
internal static class AppendLoad
{
    public static void Run(Func<ISessionStore> open, string[] arguments)
    {
        using var store = open();
        Append(store, arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), long.Parse(arguments[2], CultureInfo.InvariantCulture));
    }

    public static void Append(ISessionStore store, string session, int seed, long count)
    {
        using var journal = store.Open(session);
        var random = new Random(seed);
        var last = journal.LastSequence + count;
        while (journal.LastSequence < last)
        {
            journal.Append(Batch.Of(journal.LastSequence + 1, random.Next(1, 6), Guid.NewGuid().ToString("N"), _ => random.Next(0, 9000)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack {session} {journal.LastSequence}"));
        }
    }
}
