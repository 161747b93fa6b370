namespace AgentNotebook.Postgres.Schema;

/// <summary>The store's objects as SQL names them: quoted, and with their schema.</summary>
/// <param name="Schema">The schema, as it is called.</param>
internal sealed record StoreNames(string Schema)
{
    /// <summary>The one row that says of which version the store is.</summary>
    public const string VersionTable = "store";

    public const string SessionTable = "session";

    public const string EntryTable = "entry";

    /// <summary>The schema, quoted. Its name holds no quotes (<see cref="Addresses.PostgresAddress"/>).</summary>
    public string QuotedSchema { get; } = $"\"{Schema}\"";

    public string Version => $"{QuotedSchema}.{VersionTable}";

    public string Session => $"{QuotedSchema}.{SessionTable}";

    public string Entry => $"{QuotedSchema}.{EntryTable}";
}
