namespace AgentNotebook.Sessions.Salvage;

/// <summary>Entries of a session that a salvage could not keep.</summary>
/// <param name="First">Number of the first, as the damaged store counted them.</param>
/// <param name="Last">Number of the last.</param>
/// <param name="Reason">What became of them.</param>
public sealed record LostEntries(long First, long Last, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(First == Last ? $"entry {First}" : $"entries {First} to {Last}")}: {Reason}";
}
