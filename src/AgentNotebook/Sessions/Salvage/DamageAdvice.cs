namespace AgentNotebook.Sessions.Salvage;

/// <summary>What to do about a damaged store, in one sentence, for the end of a message that names the damage.</summary>
internal static class DamageAdvice
{
    /// <summary>For a SQLite store.</summary>
    /// <param name="file">Its file.</param>
    public static string For(string file) =>
        $"'agentnb sessions verify {StoreSalvage.Quoted(file)}' lists all that is wrong, '{StoreSalvage.CommandFor(file)}' keeps all that is intact; or restore a copy.";

    /// <summary>Where the store is not known.</summary>
    public const string General = "'agentnb sessions verify' lists all that is wrong with the store and names the command that salvages it.";
}
