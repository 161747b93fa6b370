using System.CommandLine;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Files;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Transfer;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions export</c>: sessions as JSON lines.</summary>
internal static class SessionExportCommand
{
    private const string Examples =
        """
        agentnb sessions export my-notebook --to my-notebook.jsonl
        agentnb sessions export --store litedb:old.ldb | agentnb sessions import - --store new.db
        """;

    public static Command Create(Option<string> store, Option<bool> overwrite)
    {
        var name = new Argument<string?>("session") { Description = "The session's name; all when none is given.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string>("--to") { Description = "The file to write, or - for the standard output.", HelpName = "FILE|-", DefaultValueFactory = _ => "-" };
        var command = new ExampledCommand("export", "Writes sessions as JSON lines: a line for each session, and after it a line for each of its entries, with checksums, so that 'import' can prove them.", Examples) { name, to, overwrite, store };
        command.SetAction(parsed =>
        {
            var (session, file) = (parsed.GetValue(name), parsed.GetRequiredValue(to));
            using var opened = Stores.OpenReadOnly(parsed.GetRequiredValue(store));
            if (file != "-")
            {
                var sessions = ToFile(opened, session, file, parsed.GetValue(overwrite));
                Console.Out.WriteLine($"{file}: {sessions.Count} {(sessions.Count == 1 ? "session" : "sessions")}, {sessions.Sum(one => one.Entries)} entries.");
                return ExitCode.Success;
            }

            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            SessionExport.Write(opened, session, output);
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<TransferredSession> ToFile(ISessionStore store, string? session, string file, bool overwrite)
    {
        if (!overwrite && Path.Exists(file))
        {
            throw new ExchangeFileException($"{file}: there is a file already. Replace it with --overwrite, or choose another place.");
        }

        var temporary = $"{Path.GetFullPath(file)}.{Guid.NewGuid():N}.tmp";
        try
        {
            IReadOnlyList<TransferredSession> sessions;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                sessions = SessionExport.Write(store, session, stream);
                stream.Flush();
                FileSync.Flush(stream.SafeFileHandle);
            }

            File.Move(temporary, file, overwrite);
            return sessions;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeFileException($"{file} cannot be written: {exception.Message} Choose another place.", exception);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
