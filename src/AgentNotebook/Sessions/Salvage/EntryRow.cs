namespace AgentNotebook.Sessions.Salvage;

/// <summary>An entry as its row has it, proved or not.</summary>
/// <param name="Session">The number of its session.</param>
/// <param name="Entry">What it says.</param>
/// <param name="Checksum">What stands beside it.</param>
internal sealed record EntryRow(long Session, JournalEntry Entry, byte[] Checksum)
{
    /// <summary>Whether it is of a file of version 1, in which nothing but the entry before proves an entry.</summary>
    public bool IsOfFirst => Checksum.Length != EntryChecksum.Bytes;
}
