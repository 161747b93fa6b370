namespace AgentNotebook.Sessions.Salvage;

/// <summary>What a salvage kept and what was lost.</summary>
/// <param name="Source">The damaged store; it was only read.</param>
/// <param name="Target">The new one.</param>
/// <param name="Sessions">The sessions found, in the order of their creation.</param>
/// <param name="Damage">Where the file is damaged; one sentence each.</param>
/// <param name="MayLackMore">Whether something may have been lost of which nothing at all was found.</param>
public sealed record SalvageReport(string Source, string Target, IReadOnlyList<SalvagedSession> Sessions, IReadOnlyList<string> Damage, bool MayLackMore)
{
    /// <summary>Whether nothing was lost.</summary>
    public bool IsComplete => !MayLackMore && Sessions.All(session => session.IsComplete);

    /// <summary>Entries kept.</summary>
    public long Kept => Sessions.Sum(session => session.Kept);

    /// <summary>Entries known to be lost.</summary>
    public long Lost => Sessions.Sum(session => session.Lost.Sum(lost => lost.Last - lost.First + 1));
}
