using System.Globalization;
using AgentNotebook.Crashes;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

/// <summary>Files as a bad disk gives them back: a page of which only a part was written, bytes that changed in the log of a killed writer.</summary>
public sealed class SqliteTornFileTests : IDisposable
{
    private const int Page = 4096;
    private const int Sector = 512;

    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void a_page_of_which_only_a_part_was_written_is_found_and_its_place_named_or_the_file_is_refused()
    {
        Fill();
        var whole = File.ReadAllBytes(Store);
        var right = Content();
        var found = 0;
        for (var page = 0; page < whole.Length / Page; page++)
        {
            foreach (var kept in new[] { 0, Sector, Page / 2, Page - Sector })
            {
                var torn = whole.ToArray();
                torn.AsSpan(page * Page + kept, Page - kept).Clear();
                File.WriteAllBytes(Store, torn);
                found += IsFound(right) ? 1 : 0;
            }
        }

        // Where the whole page is cleared, something is missing on every page.
        Assert.True(found >= whole.Length / Page, $"{found} of {whole.Length / Page} pages");
    }

    [Fact]
    public void a_file_that_lost_its_last_page_or_a_part_of_it_is_found_or_refused()
    {
        Fill();
        var whole = File.ReadAllBytes(Store);
        foreach (var lost in new[] { 1, Sector, Page - 1, Page, Page + Sector, 2 * Page })
        {
            File.WriteAllBytes(Store, whole[..^lost]);
            Assert.True(IsFound([]), $"{lost} bytes lost");
        }
    }

    [Fact]
    public void bytes_that_changed_in_the_log_of_a_killed_writer_take_whole_batches_from_its_end_or_are_refused()
    {
        var promises = new Promises();
        using (var writer = new Crasher(Path.Combine(AppContext.BaseDirectory, "SessionCrasher.dll"), new Dictionary<string, string>(), "append", Store, "s", "3", "1000000"))
        {
            while (promises.Entries.GetValueOrDefault("s") < 60)
                promises.Hear(writer.ReadLine()!);
            writer.Kill();
        }

        var files = Directory.GetFiles(_folder.Path).ToDictionary(file => file, File.ReadAllBytes);
        var log = files[Store + "-wal"];
        var random = new Random(5);
        var shorter = 0;
        for (var trial = 0; trial < 40; trial++)
        {
            var damaged = log.ToArray();
            for (var flips = random.Next(1, 20); flips > 0; flips--)
                damaged[random.Next(log.Length)] ^= (byte)random.Next(1, 256);
            foreach (var (file, content) in files)
                File.WriteAllBytes(file, content);
            File.WriteAllBytes(Store + "-wal", damaged);
            try
            {
                using var store = SqliteSessionStore.Open(Store);
                shorter += StoreInspection.Inspect(store, new Promises(), isTakenBack: false) < promises.Entries["s"] ? 1 : 0;
            }
            catch (SessionStoreException e)
            {
                Assert.Equal(SessionStoreFault.Damaged, e.Fault);
                Assert.Contains(Store, e.Message);
            }
        }

        Assert.True(shorter > 0, "no damage was met");
    }

    private void Fill()
    {
        using var store = SqliteSessionStore.Open(Store);
        foreach (var session in new[] { "one", "two" })
        {
            using var journal = store.Open(session);
            journal.Append([.. Enumerable.Range(1, 12).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}, "pad":"{{new string('x', 1500)}}"}"""))]);
        }
    }

    /// <summary>Whether verifying names a place or the file is refused; what is read without either is right.</summary>
    private bool IsFound(List<string> right)
    {
        try
        {
            using var store = SqliteSessionStore.OpenReadOnly(Store);
            var report = store.Verify();
            if (report.IsIntact)
                Assert.Equal(right, Content());
            Assert.All(report.Problems, problem => Assert.True(problem.Contains(Store, StringComparison.Ordinal) || problem.Contains("ession", StringComparison.Ordinal), problem));
            return !report.IsIntact;
        }
        catch (SessionStoreException e)
        {
            Assert.True(e.Fault is SessionStoreFault.Damaged or SessionStoreFault.NotAStore or SessionStoreFault.NotFound, e.Message);
            Assert.Contains(Store, e.Message);
            return true;
        }
    }

    private List<string> Content()
    {
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        return [.. store.List().SelectMany(session => store.Read(session.Name).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{session.Name} {entry.Sequence} {entry.Payload}")))];
    }
}
