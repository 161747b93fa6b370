namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// The integer key of an entry: its session's number times 2^40, and its sequence number. One key for both makes the table itself the
/// order of the entries, so that an append writes one page and no index beside it.
/// </summary>
internal static class SqliteEntryKey
{
    public const int SequenceBits = 40;
    public const long MaxSequence = (1L << SequenceBits) - 1;
    public const long MaxSession = (1L << (63 - SequenceBits)) - 1;

    /// <summary>SQL for the sequence number of a row.</summary>
    public const string Sequence = "(id & 1099511627775)";

    /// <param name="session">1 to <see cref="MaxSession"/>.</param>
    /// <param name="sequence">0 to <see cref="MaxSequence"/>; 0 is before the first entry, and a larger one counts as the largest.</param>
    public static long Of(long session, long sequence) => (session << SequenceBits) | Math.Min(sequence, MaxSequence);
}
