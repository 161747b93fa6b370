using System.Text;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions.Salvage;

/// <summary>A real store as bytes, with what was acknowledged in it, to be damaged again and again.</summary>
internal sealed record KeptStore(byte[] File, byte[] Log, IReadOnlyDictionary<string, IReadOnlyList<JournalEntry>> Sessions)
{
    public const int Page = 4096;

    public IEnumerable<(string Session, JournalEntry Entry)> Entries => Sessions.SelectMany(session => session.Value.Select(entry => (session.Key, entry)));

    /// <summary>Makes one.</summary>
    /// <param name="folder">Where its files are while it is made.</param>
    /// <param name="sessions">How many sessions; their entries stand mixed.</param>
    /// <param name="entries">How many entries each; some go over several pages.</param>
    /// <param name="isOpen">Whether it is taken from under an open store, with all in its log, as after a kill.</param>
    public static KeptStore Make(ScratchFolder folder, int sessions, int entries, bool isOpen = false)
    {
        var path = folder.File($"kept-{Guid.NewGuid():N}.db");
        var random = new Random(11);
        using var store = SqliteSessionStore.Open(path);
        var journals = Enumerable.Range(1, sessions).Select(number => store.Open($"session {number}")).ToList();
        for (var entry = 1; entry <= entries; entry++)
        {
            foreach (var journal in journals)
            {
                // Its own mark all over, so that a test finds the pages it lies on.
                var mark = $"<{journal.Session}/{entry}>";
                var bytes = random.Next(6) == 0 ? random.Next(4000, 20_000) : random.Next(20, 700);
                var text = new StringBuilder();
                while (text.Length < bytes)
                    text.Append(mark);
                journal.Append([new JournalDraft($"run-{entry % 3}", "note", 1, $$"""{"text":"{{text}}"}""")]);
            }
        }

        if (!isOpen)
        {
            journals.ForEach(journal => journal.Dispose());
            store.Dispose();
        }

        var log = System.IO.File.Exists(path + "-wal") ? System.IO.File.ReadAllBytes(path + "-wal") : [];
        var kept = new KeptStore(System.IO.File.ReadAllBytes(path), log, new Dictionary<string, IReadOnlyList<JournalEntry>>());
        using var reader = SqliteSessionStore.OpenReadOnly(path);
        return kept with { Sessions = reader.List().ToDictionary(session => session.Name, session => (IReadOnlyList<JournalEntry>)[.. reader.Read(session.Name)]) };
    }

    /// <summary>Writes it down, damaged.</summary>
    public string Write(ScratchFolder folder, Action<byte[]>? file = null, Action<byte[]>? log = null, int? length = null, int? logLength = null)
    {
        var path = folder.File($"damaged-{Guid.NewGuid():N}.db");
        Write(path, File, file, length);
        if (Log.Length > 0)
            Write(path + "-wal", Log, log, logLength);
        return path;
    }

    /// <summary>The entries of which something lies between two places of the file.</summary>
    public HashSet<string> Marks(int from, int to)
    {
        var text = Encoding.Latin1.GetString(File, from, Math.Min(to, File.Length) - from);
        return [.. Entries.Select(entry => Mark(entry.Entry)).Where(mark => text.Contains(mark, StringComparison.Ordinal))];
    }

    public static string Mark(JournalEntry entry) => entry.Payload[9..(entry.Payload.IndexOf('>') + 1)];

    private static void Write(string path, byte[] whole, Action<byte[]>? damage, int? length)
    {
        var bytes = whole[..Math.Min(length ?? whole.Length, whole.Length)];
        damage?.Invoke(bytes);
        System.IO.File.WriteAllBytes(path, bytes);
    }
}
