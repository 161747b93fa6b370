using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher;

/// <summary>Entries that stand or fall together, each of which says so.</summary>
internal static class Batch
{
    /// <param name="first">Number of the first of them.</param>
    /// <param name="size">How many.</param>
    /// <param name="id">What names the batch; nothing else may bear it.</param>
    /// <param name="length">Letters in each, by its index.</param>
    public static JournalDraft[] Of(long first, int size, string id, Func<int, int> length) =>
        [.. Enumerable.Range(0, size).Select(i => new JournalDraft("run", "step", 1,
            $$"""{"first":{{first}},"index":{{i}},"size":{{size}},"batch":"{{id}}","text":"{{new string('x', length(i))}}"}"""))];
}
