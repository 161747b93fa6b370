using System.Globalization;
using AgentNotebook.LiteDb;
using AgentNotebook.SessionCrasher;
using AgentNotebook.Sessions;

// A process for the tests to kill.
// append FILE SESSION SEED COUNT LOGPAGES: appends batches of 1 to 5 entries until COUNT entries are acknowledged, and prints each
//   acknowledged number, or the fault of an append that failed; a log of LOGPAGES pages is brought into the file.
// single FILE SESSION COUNT: appends COUNT single entries, with a log that never is.
// compact FILE SESSION SEED COUNT LOGPAGES: as append, and deletes another session and compacts between the batches.
// suite LOAD FILE ...: a load under which every store is killed.
// hold FILE SESSION | read FILE SESSION: opens the store to write the session or to read it, prints "open", waits for a line.
if (args[0] == "suite")
    return Crash.Run(args[1..], file => LiteDbSessionStore.Open(file));

var (mode, file, name) = (args[0], args[1], args[2]);
var limits = new LiteDbOptions { LogPages = mode == "single" ? int.MaxValue : args.Length > 5 ? Number(5) : 512 };
using var store = mode == "read" ? LiteDbSessionStore.OpenReadOnly(file) : LiteDbSessionStore.Open(file, limits: limits);
if (mode == "read")
{
    Console.WriteLine("open");
    Console.ReadLine();
    return 0;
}

using var journal = store.Open(name);
switch (mode)
{
    case "hold":
        Console.WriteLine("open");
        Console.ReadLine();
        break;
    case "single":
        for (var i = 0; i < Number(3); i++)
            journal.Append([new JournalDraft("run", "step", 1, "{}")]);
        break;
    default:
        Append(new Random(Number(3)), journal.LastSequence + Number(4));
        break;
}

return 0;

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);

void Append(Random random, long until)
{
    while (journal.LastSequence < until)
    {
        var first = journal.LastSequence + 1;
        var size = random.Next(1, 6);
        try
        {
            journal.Append([.. Enumerable.Range(0, size).Select(i => new JournalDraft("run", "step", 1,
                $$"""{"first":{{first}},"index":{{i}},"size":{{size}},"text":"{{new string('x', random.Next(0, 9000))}}"}"""))]);
            Console.WriteLine(journal.LastSequence.ToString(CultureInfo.InvariantCulture));
        }
        catch (SessionStoreException e)
        {
            Console.WriteLine(e.Fault);
        }

        if (mode == "compact" && random.Next(3) == 0)
            Compact();
    }
}

void Compact()
{
    using (var other = store.Open("other"))
        other.Append([new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 50_000) + "\"}")]);
    store.Delete("other");
    store.Compact();
}
