using System.CommandLine;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions verify</c>: looks for damage, names its places and the command that saves the rest.</summary>
internal static class SessionVerifyCommand
{
    private const string Examples =
        """
        agentnb sessions verify                         all of .agentnb/sessions.db
        agentnb sessions verify backup/sessions.db      all of another file
        agentnb sessions verify my-notebook             one session
        agentnb sessions verify my-notebook --store litedb:sessions.ldb
        """;

    public static Command Create(Option<string> store, Option<bool> json)
    {
        var what = new Argument<string?>("file-or-session") { Description = "The store's file, or a session's name; all of --store when none is given. A name that is a file is the file, unless --store is given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampledCommand("verify", "Checks every entry against its checksum and every run against the state machine; names each damaged place and the command that salvages the rest.", Examples) { what, store, json };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(what);
            var isStore = named is not null && parsed.GetResult(store) is null or { Implicit: true } && IsStore(named);
            var finding = Look(isStore ? named! : parsed.GetRequiredValue(store), isStore ? null : named);
            if (parsed.GetValue(json))
            {
                Json.Print(finding);
            }
            else
            {
                Console.Out.WriteLine(finding.ToText());
            }

            return finding.IsIntact ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static StoreFinding Look(string address, string? session)
    {
        var file = SqliteFile(address);
        StoreFinding finding;
        try
        {
            using var opened = Stores.OpenReadOnly(address);
            finding = StoreFinding.Of(opened, session);
        }
        catch (SessionStoreException exception) when (file is not null && exception.Fault is SessionStoreFault.Damaged or SessionStoreFault.NotAStore)
        {
            finding = new StoreFinding(file!, 0, 0, [exception.Message], null, null).With(file!);
            if (finding.Salvage is null && exception.Fault == SessionStoreFault.NotAStore)
            {
                // Nothing of a store is left in it, so it is no damaged one.
                throw;
            }

            return finding;
        }

        return file is null ? finding : finding.With(file);
    }

    private static bool IsStore(string named) =>
        File.Exists(named) || named.Contains('/') || named.Contains('\\') || named.Contains(':') || named.EndsWith(".db", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that an address means, when it is SQLite's; <see langword="null"/> when it is another kind of store.</summary>
    internal static string? SqliteFile(string address) =>
        StoreAddress.Parse(address) is { Scheme: StoreAddress.DefaultScheme } read ? Path.GetFullPath(read.Place) : null;
}
