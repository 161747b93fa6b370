namespace AgentNotebook.Sessions;

/// <summary>What checking a store found.</summary>
/// <param name="Sessions">Sessions looked at.</param>
/// <param name="Entries">Entries looked at.</param>
/// <param name="Problems">One sentence each, naming session and sequence number; empty when all is intact.</param>
public sealed record VerificationReport(int Sessions, long Entries, IReadOnlyList<string> Problems)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsIntact => Problems.Count == 0;
}
