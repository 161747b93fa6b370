using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Entries one after the other, read by the page as long as pages can be read, and one by one from the first that cannot.</summary>
internal sealed class SqliteEntryQueue(SqliteEntryReader reader)
{
    private readonly Queue<ChainedEntry> _read = new();
    private bool _oneByOne;

    /// <summary>The first entry after one that was just given, or after a number that could not be read; null at the end.</summary>
    public ChainedEntry? After(long sequence)
    {
        if (_read.Count == 0 && !_oneByOne)
            Fill(sequence);
        return _read.TryDequeue(out var entry) ? entry : _oneByOne ? reader.Next(sequence) : null;
    }

    private void Fill(long sequence)
    {
        try
        {
            foreach (var entry in reader.Page(sequence))
                _read.Enqueue(entry);
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or InvalidOperationException or OverflowException)
        {
            // Some of the page may be intact; only one by one is it seen which.
            _oneByOne = true;
        }
    }
}
