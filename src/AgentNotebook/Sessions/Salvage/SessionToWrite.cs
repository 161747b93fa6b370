namespace AgentNotebook.Sessions.Salvage;

/// <summary>A session on its way into the new store.</summary>
/// <param name="Name">The name it gets there.</param>
/// <param name="Created">When it was created; null when that is lost.</param>
/// <param name="Entries">Its entries in order, with the numbers they had; read once.</param>
/// <param name="Outcome">What became of it; asked for when all entries were read.</param>
internal sealed record SessionToWrite(string Name, DateTimeOffset? Created, IEnumerable<JournalEntry> Entries, Func<SalvagedSession> Outcome);
