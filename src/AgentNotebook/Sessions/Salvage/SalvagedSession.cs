namespace AgentNotebook.Sessions.Salvage;

/// <summary>What became of one session.</summary>
/// <param name="Name">The name it has in the new store; <c>recovered-</c> and its number when its own is lost.</param>
/// <param name="Kept">Entries kept, each proved by its own checksum.</param>
/// <param name="Lost">What was not kept; empty when all was.</param>
/// <param name="Remarks">What else is to be known of it; one sentence each.</param>
/// <param name="HasItsName">Whether <paramref name="Name"/> is known to be the session's own.</param>
public sealed record SalvagedSession(string Name, long Kept, IReadOnlyList<LostEntries> Lost, IReadOnlyList<string> Remarks, bool HasItsName)
{
    /// <summary>Whether nothing of it was lost.</summary>
    public bool IsComplete => Lost.Count == 0 && HasItsName;
}
