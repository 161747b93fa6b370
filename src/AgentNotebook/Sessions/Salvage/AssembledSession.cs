namespace AgentNotebook.Sessions.Salvage;

/// <summary>A session as it can be written anew.</summary>
/// <param name="Outcome">What is said of it.</param>
/// <param name="Created">Microseconds since 1970; null when that is lost.</param>
/// <param name="Entries">Its entries in order, with the numbers they had.</param>
internal sealed record AssembledSession(SalvagedSession Outcome, long? Created, IReadOnlyList<FoundEntry> Entries);
