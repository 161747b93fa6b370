using System.Text;

namespace AgentNotebook.Sessions;

/// <summary>What is wrong with a session's entries, in the words that all stores use.</summary>
/// <param name="session">The session's name.</param>
/// <param name="report">Takes a sentence for each flaw.</param>
internal sealed class JournalCheck(string session, Action<string> report)
{
    /// <summary>How one names entries.</summary>
    public static string Range(long from, long to) => from == to ? $"entry {from}" : $"entries {from} to {to}";

    /// <summary>Checks an entry against what comes before it, and gives what comes before the next.</summary>
    public ChecksumLink Entry(JournalEntry entry, byte[] checksum, ChecksumLink chain)
    {
        if (!chain.Precedes(entry, checksum))
            report($"Session '{session}', entry {entry.Sequence}: it does not match its checksum.");
        else if (JournalRules.WhyNotAnObject(Encoding.UTF8.GetBytes(entry.Payload)) is { } reason)
            report($"Session '{session}', entry {entry.Sequence}: its payload is not a JSON object: {reason}");
        return chain.Follow(entry, checksum);
    }

    /// <summary>Compares the last entry that was found with what the session's row says of it.</summary>
    public void End(long last, ChecksumLink chain, long lastSequence, byte[] lastChecksum)
    {
        if (last < lastSequence)
            report($"Session '{session}', {Range(last + 1, lastSequence)}: missing at the end.");
        else if (last > lastSequence)
            report($"Session '{session}', {Range(lastSequence + 1, last)}: after the end that the session's row names.");
        else if (!chain.EndsWith(lastChecksum))
            report($"Session '{session}', entry {last}: the session's row has another checksum for its last entry.");
    }
}
