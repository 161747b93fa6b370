using System.CommandLine;
using System.Globalization;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions compact</c>: gives the space of deleted sessions back to the disk.</summary>
internal static class SessionCompactCommand
{
    private const string Examples =
        """
        agentnb sessions compact --store .agentnb/sessions.db
        """;

    public static Command Create(Option<string> store, Option<bool> json)
    {
        var command = new ExampledCommand("compact", "Gives the space that deleted sessions have left back to the disk. Refused while a process writes a session of the store.", Examples) { store, json };
        command.SetAction(parsed =>
        {
            var address = parsed.GetRequiredValue(store);
            // A store that is not there would be made by opening it.
            Stores.OpenReadOnly(address).Dispose();
            using var opened = Stores.Open(address);
            // Whoever has a session open for writing would be kept waiting for as long as the compaction takes.
            foreach (var session in opened.List())
            {
                opened.Open(session.Name).Dispose();
            }

            var report = opened.Compact();
            if (parsed.GetValue(json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine($"{opened.Location}: {Bytes(report.BytesBefore)} before, {Bytes(report.BytesAfter)} after.");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static string Bytes(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes";
}
