using System.Globalization;
using AgentNotebook.Sessions;

// A process for the tests to kill. append FILE SESSION SEED COUNT: appends batches of 1 to 5 entries until COUNT entries are
// acknowledged, and prints each acknowledged number. hold FILE SESSION: takes the writer's place, prints "held", waits for a line.
var (mode, file, name) = (args[0], args[1], args[2]);
using var store = SqliteSessionStore.Open(file);
using var journal = store.Open(name);
if (mode == "hold")
{
    Console.WriteLine("held");
    Console.ReadLine();
    return;
}

var random = new Random(int.Parse(args[3], CultureInfo.InvariantCulture));
var last = journal.LastSequence + long.Parse(args[4], CultureInfo.InvariantCulture);
while (journal.LastSequence < last)
{
    var first = journal.LastSequence + 1;
    var size = random.Next(1, 6);
    journal.Append([.. Enumerable.Range(0, size).Select(i => new JournalDraft("run", "step", 1,
        $$"""{"first":{{first}},"index":{{i}},"size":{{size}},"text":"{{new string('x', random.Next(0, 9000))}}"}"""))]);
    Console.WriteLine(journal.LastSequence.ToString(CultureInfo.InvariantCulture));
}
