namespace AgentNotebook.LiteDb.Documents;

/// <summary>The collections of a store.</summary>
internal static class Collections
{
    public const string Session = "session";

    public const string Entry = "entry";

    /// <summary>Pieces of payloads that are too large for one document.</summary>
    public const string Part = "part";
}
