using System.Globalization;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>
/// The same few dozen steps each time, which make every kind of change a store knows. A step that is refused is said and the next
/// one is tried, so that what comes after a failure is seen too.
/// </summary>
/// <param name="open">Opens the store.</param>
/// <param name="before">The highest number of values that an earlier load may have left: those of this one are higher, so that a lower one there is a loss.</param>
internal sealed class ShortLoad(Func<ISessionStore> open, int before)
{
    private int _batch;

    public void Run()
    {
        WithStore(store =>
        {
            WithSession(store, "a", a =>
            {
                Append(a, 1, 10);
                Append(a, 3, 700);
                WithSession(store, "b", b =>
                {
                    Append(b, 2, 2000);
                    Flush(a, before + 1);
                    Append(a, 5, 3000);
                    Append(b, 1, 0);
                });
                Append(a, 1, 20_000);
                // Flushed by closing, which acknowledges nothing.
                (a["x"], a["y"]) = (before + 2, Wide(before + 2));
            });
        });
        WithStore(store =>
        {
            WithSession(store, "a", a =>
            {
                Append(a, 2, 500);
                Flush(a, before + 3);
            });
            WithSession(store, "c", c => Append(c, 2, 100));
            WithSession(store, "d", d => Append(d, 3, 4000));
            Try("delete", () =>
            {
                if (!store.List().Any(session => session.Name == "d"))
                    return;
                // From here on it may be gone, and once this has returned it is.
                Console.WriteLine("leave d");
                store.Delete("d");
                Console.WriteLine("gone d");
            });
            Try("compact", () => store.Compact());
            WithSession(store, "c", c => Append(c, 1, 300));
        });
    }

    /// <summary>Large enough to take pages of its own.</summary>
    private static int[] Wide(int number) => [.. Enumerable.Repeat(number, 600)];

    private static void Flush(Session session, int number)
    {
        (session["x"], session["y"]) = (number, Wide(number));
        Try("flush", () =>
        {
            session.Flush();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"value {session.Name} {number}"));
        });
    }

    private static void WithSession(ISessionStore store, string name, Action<Session> steps)
    {
        Session? session = null;
        Console.WriteLine($"make {name}");
        // Once more, because a fault may be one that passes.
        if (!Try("open", () => session = Session.Open(store, name)) && !Try("open", () => session = Session.Open(store, name)))
            return;
        steps(session!);
        Try("close", session!.Dispose);
    }

    private static bool Try(string what, Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (SessionStoreException e)
        {
            Console.WriteLine($"refused {what} {e.Fault} {e.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }

    private void WithStore(Action<ISessionStore> steps)
    {
        ISessionStore? store = null;
        if (!Try("open", () => store = open()) && !Try("open", () => store = open()))
            return;
        steps(store!);
        Try("close", store!.Dispose);
    }

    private void Append(Session session, int size, int length)
    {
        var id = $"b{++_batch}";
        Try(id, () =>
        {
            session.Append(Batch.Of(session.LastSequence + 1, size, id, _ => length));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack {session.Name} {session.LastSequence}"));
        });
    }
}
