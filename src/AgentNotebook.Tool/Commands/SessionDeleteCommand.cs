using System.CommandLine;
using System.Globalization;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions delete</c>: removes a session for good.</summary>
internal static class SessionDeleteCommand
{
    private const string Examples =
        """
        agentnb sessions delete my-notebook
        agentnb sessions delete my-notebook --yes --store backup.db
        """;

    public static Command Create(Option<string> store, Option<bool> json)
    {
        var name = new Argument<string>("session") { Description = "The session's name." };
        var yes = new Option<bool>("--yes") { Description = "Deletes without asking." };
        var command = new ExampledCommand("delete", "Deletes a session with all its entries, for good. Asks first; where nobody can be asked, --yes is needed. Refused while a process writes the session.", Examples) { name, yes, store, json };
        command.SetAction(parsed =>
        {
            var address = parsed.GetRequiredValue(store);
            // A store that is not there would be made by opening it.
            Stores.OpenReadOnly(address).Dispose();
            using var opened = Stores.Open(address);
            var session = Find(opened, parsed.GetRequiredValue(name));
            var what = $"session '{session.Name}' with {session.Entries} {(session.Entries == 1 ? "entry" : "entries")} ({session.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes, last written {session.LastWritten.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)})";
            if (!parsed.GetValue(yes) && !IsWanted(what, opened.Location))
            {
                Console.Out.WriteLine("Nothing was deleted.");
                return ExitCode.Failure;
            }

            opened.Delete(session.Name);
            if (parsed.GetValue(json))
            {
                Json.Print(session);
            }
            else
            {
                Console.Out.WriteLine($"Deleted {what} from {opened.Location}. 'agentnb sessions compact' gives its space back to the disk.");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static SessionSummary Find(ISessionStore store, string name)
    {
        var all = store.List();
        return all.FirstOrDefault(session => session.Name == name)
            ?? throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{name}' in {store.Location}. {(all.Count == 0 ? "The store holds none." : $"It holds {string.Join(", ", all.Take(10).Select(session => $"'{session.Name}'"))}{(all.Count > 10 ? ", …" : "")}.")}");
    }

    private static bool IsWanted(string what, string store)
    {
        if (Console.IsInputRedirected)
        {
            throw new UsageException($"This would delete {what} from {store}, and nobody can be asked here. Add --yes to delete it.");
        }

        Console.Out.Write($"Delete {what} from {store} for good? [y/N] ");
        return Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
