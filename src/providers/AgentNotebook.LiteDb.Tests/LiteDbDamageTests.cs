using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;
using LiteDB;

namespace AgentNotebook.LiteDb.Tests;

public sealed class LiteDbDamageTests : IDisposable
{
    private const int Page = 8192;

    /// <summary>A damaged page may lead LiteDB round in a circle; it bounds that itself, and this holds it to that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();

    public LiteDbDamageTests()
    {
        using var store = LiteDbSessionStore.Open(Store);
        foreach (var session in new[] { "good", "bad" })
        {
            using var journal = store.Open(session);
            journal.Append([.. Enumerable.Range(1, 9).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}, "pad":"{{new string('x', 1500)}}"}"""))]);
        }
    }

    private string Store => _folder.File("sessions.litedb");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(4, "payload", "4: it does not match", 4)]
    [InlineData(1, "time", "1: it does not match", 1)]
    [InlineData(9, "run", "9: it does not match", 9)]
    [InlineData(5, "checksum", "5: it does not match", 5)]
    [InlineData(5, "version", "5: it does not match", 5)]
    public void a_changed_entry_is_one_problem_that_names_session_and_entry(int entry, string field, string problem, int place)
    {
        Change(entries =>
        {
            var document = entries.FindById(Key(2, entry));
            document[field] = document[field] switch
            {
                { IsInt32: true } number => number.AsInt32 + 1,
                { IsInt64: true } number => number.AsInt64 + 1,
                var text when field == "checksum" => (text.AsString[0] == 'B' ? "C" : "B") + text.AsString[1..],
                var text => text.AsString.Replace("x", "y").Replace("run", "ran"),
            };
            Assert.True(entries.Update(document));
        });
        AssertDamaged("entry " + problem, place);
    }

    [Theory]
    [InlineData(3, 5, "entries 3 to 5: missing.", 3)]
    [InlineData(1, 1, "entry 1: missing.", 1)]
    [InlineData(8, 9, "entries 8 to 9: missing at the end.", 8)]
    public void missing_entries_are_one_problem_that_names_session_and_entries(int from, int to, string problem, int place)
    {
        Change(entries =>
        {
            for (var i = from; i <= to; i++)
                Assert.True(entries.Delete(Key(2, i)));
        });
        AssertDamaged(problem, place);
    }

    [Fact]
    public void an_entry_that_was_moved_to_another_session_is_found()
    {
        Change(entries =>
        {
            var document = entries.FindById(Key(1, 7));
            document["_id"] = Key(2, 7);
            Assert.True(entries.Update(document));
        });
        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Contains(store.Verify("bad").Problems, problem => problem.StartsWith("Session 'bad', entry 7: it does not match", StringComparison.Ordinal));
        Assert.Throws<SessionStoreException>(() => store.Read("bad").Count());
    }

    [Fact]
    public void entries_of_a_session_whose_row_is_gone_are_found()
    {
        using (var database = Open())
        {
            database.GetCollection("session").Delete(2L);
            database.Checkpoint();
        }

        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Contains("Session number 2 has entries but no row", Assert.Single(store.Verify().Problems));
    }

    [Fact]
    public void a_row_that_is_none_is_found_and_the_other_sessions_are_looked_at()
    {
        using (var database = Open())
        {
            database.GetCollection("session").Update(new BsonDocument { ["_id"] = 2L, ["row"] = "{}" });
            database.Checkpoint();
        }

        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        var report = store.Verify();
        Assert.Contains(report.Problems, problem => problem.Contains("row of session number 2", StringComparison.Ordinal));
        Assert.Equal((1, 9L), (report.Sessions, report.Entries));
        Assert.Equal(SessionStoreFault.Damaged, Assert.Throws<SessionStoreException>(() => store.List()).Fault);
    }

    [Fact]
    public void a_strangers_file_with_nested_documents_or_foreign_indexes_is_not_given_to_LiteDB()
    {
        var whole = File.ReadAllBytes(Store);
        // LiteDB reads these by recursion: a deep one, which can be made by hand, would end the process.
        AssertRefused(database => database.GetCollection("entry").Insert(new BsonDocument { ["_id"] = Key(2, 10), ["a"] = new BsonDocument { ["b"] = new BsonArray { 1 } } }), "what no store writes");
        AssertRefused(database => database.GetCollection("session").Insert(new BsonDocument { ["_id"] = 3L, ["row"] = new BsonArray { new BsonArray() } }), "what no store writes");
        AssertRefused(database => database.GetCollection("part").Insert(new BsonDocument { ["_id"] = 1L, ["long"] = new string('x', 20_000) + "\u0003" }), "what no store writes");
        AssertRefused(database => database.GetCollection("entry").EnsureIndex("deep", BsonExpression.Create("((((($.kind)))))")), "describes an index");
        AssertRefused(database => database.GetCollection("entry").Insert(new BsonDocument { ["_id"] = new BsonDocument { ["a"] = 1 } }), "what no store writes");

        void AssertRefused(Action<LiteDatabase> change, string said)
        {
            File.WriteAllBytes(Store, whole);
            using (var database = Open())
            {
                change(database);
                database.Checkpoint();
            }

            using var store = LiteDbSessionStore.OpenReadOnly(Store);
            Assert.Contains(store.Verify().Problems, problem => problem.Contains(said, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void a_log_that_is_damaged_before_its_last_append_is_told_from_one_that_a_power_cut_tore(int append)
    {
        var (file, log) = (_folder.File("copy.litedb"), _folder.File("copy.litedb-wal"));
        var ends = new List<long>();
        using (var store = LiteDbSessionStore.Open(Store))
        using (var journal = store.Open("good"))
        {
            for (var i = 0; i < 8; i++)
            {
                ends.Add(new FileInfo(Store + "-wal") is { Exists: true } there ? there.Length : 0);
                journal.Append([new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 10_000) + "\"}")]);
            }

            File.Copy(Store, file);
            File.Copy(Store + "-wal", log);
        }

        var bytes = File.ReadAllBytes(log);
        bytes[ends[append] + 5000] ^= 1;
        File.WriteAllBytes(log, bytes);
        using (var reader = LiteDbSessionStore.OpenReadOnly(file))
        {
            Assert.Equal(9 + append, reader.Read("good").Count());
            if (append == 7)
            {
                // As a power cut would leave it: nothing tells that it was acknowledged.
                Assert.True(reader.Verify().IsIntact);
                return;
            }

            Assert.Contains(log, Assert.Single(reader.Verify().Problems));
        }

        var refused = Assert.Throws<SessionStoreException>(() => LiteDbSessionStore.Open(file));
        Assert.Equal(SessionStoreFault.Damaged, refused.Fault);
        Assert.Contains(log, refused.Message);
        Assert.Equal(bytes, File.ReadAllBytes(log));
    }

    [Fact]
    public void what_stands_before_a_damaged_page_and_behind_it_is_still_given()
    {
        var (whole, right) = (File.ReadAllBytes(Store), Content());
        var partly = 0;
        for (var page = 1; page < whole.Length / Page; page++)
        {
            // A data page.
            if (whole[page * Page + 4] != 4)
                continue;
            var damaged = whole.ToArray();
            damaged.AsSpan(page * Page + 40, 4000).Fill(0xAA);
            File.WriteAllBytes(Store, damaged);
            using var store = LiteDbSessionStore.OpenReadOnly(Store);
            try
            {
                // Of 18 entries, four or five stand on a page; every other one is given.
                var given = store.List().Sum(session => Given(store, session));
                var unreadable = store.Verify().Problems.Sum(Unreadable);
                Assert.InRange(unreadable, 1, 6);
                Assert.Equal(18 - unreadable, given);
                partly++;
            }
            catch (SessionStoreException)
            {
                // The page with the sessions' rows.
            }

            Assert.Contains(store.Verify().Problems, problem => problem.Contains($"page {page} of {Store}", StringComparison.Ordinal));
        }

        Assert.True(partly >= 3, $"{partly} pages");

        static int Unreadable(string problem) =>
            System.Text.RegularExpressions.Regex.Match(problem, @"entr(?:y|ies) (\d+)(?: to (\d+))?: cannot be read") is { Success: true, Groups: var numbers }
                ? int.Parse(numbers[numbers[2].Success ? 2 : 1].Value) - int.Parse(numbers[1].Value) + 1
                : 0;

        // As a salvage goes about it.
        int Given(LiteDbSessionStore store, SessionSummary session)
        {
            var given = new HashSet<long>();
            for (var after = 0L; after < session.Entries; after++)
            {
                try
                {
                    foreach (var entry in store.Read(session.Name, after))
                    {
                        Assert.Contains(entry.Payload, right);
                        given.Add(entry.Sequence);
                    }

                    break;
                }
                catch (SessionStoreException e)
                {
                    Assert.Equal(SessionStoreFault.Damaged, e.Fault);
                }
            }

            return given.Count;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void damage_on_any_page_is_found_or_refused_and_never_read_as_if_it_were_right(bool zeroed)
    {
        var whole = File.ReadAllBytes(Store);
        var right = Content();
        var found = 0;
        for (var seed = 0; seed < (zeroed ? 1 : 6); seed++)
        {
            var random = new Random(seed);
            for (var page = 0; page < whole.Length / Page; page++)
            {
                var damaged = whole.ToArray();
                var bytes = damaged.AsSpan(page * Page, Page);
                if (zeroed)
                {
                    bytes.Clear();
                }
                else
                {
                    // Few and many bytes: few are the likelier to be taken for right.
                    for (var i = 0; i < Page; i++)
                    {
                        if (random.Next(10 << (2 * seed)) == 0)
                            bytes[i] ^= (byte)random.Next(1, 256);
                    }
                }

                if (!damaged.AsSpan().SequenceEqual(whole))
                    found += Within(() => IsFound(damaged, right)) ? 1 : 0;
            }
        }

        Assert.True(found >= (zeroed ? whole.Length / Page / 2 : whole.Length / Page), $"{found} found");
    }

    private static bool Within(Func<bool> act)
    {
        var task = Task.Run(act);
        Assert.True(((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience), "LiteDB does not come back from a damaged file");
        return task.GetAwaiter().GetResult();
    }

    private bool IsFound(byte[] damaged, List<string> right)
    {
        File.WriteAllBytes(Store, damaged);
        var isFound = false;
        try
        {
            using var store = LiteDbSessionStore.OpenReadOnly(Store);
            isFound = !store.Verify().IsIntact;
            if (!isFound)
                // The bytes lay where nothing is kept.
                Assert.Equal(right, Content());
            foreach (var session in store.List())
                Assert.All(store.Read(session.Name), entry => Assert.Contains(entry.Payload, right));
        }
        catch (SessionStoreException e)
        {
            isFound = true;
            Assert.Contains(Store, e.Message);
            Assert.Contains(e.Fault, new[] { SessionStoreFault.Damaged, SessionStoreFault.NotAStore, SessionStoreFault.NewerVersion });
        }

        Assert.Equal(damaged, File.ReadAllBytes(Store));
        return isFound;
    }

    private List<string> Content()
    {
        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        return [.. store.List().SelectMany(session => store.Read(session.Name).Select(entry => entry.Payload).Prepend(session.ToString()))];
    }

    private void AssertDamaged(string problem, int place)
    {
        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        var report = store.Verify();
        Assert.StartsWith($"Session 'bad', {problem}", Assert.Single(report.Problems));
        Assert.Equal(report.Problems, store.Verify("bad").Problems);
        Assert.True(store.Verify("good").IsIntact);
        Assert.Equal(9, store.Read("good").Count());
        var damaged = Assert.Throws<SessionStoreException>(() => store.Read("bad").Count());
        Assert.Equal(SessionStoreFault.Damaged, damaged.Fault);
        Assert.Contains($"Entry {place} of session 'bad' in {Store}", damaged.Message);
        Assert.Contains("sessions salvage", damaged.Message);
    }

    private void Change(Action<ILiteCollection<BsonDocument>> change)
    {
        using var database = Open();
        change(database.GetCollection("entry"));
        database.Checkpoint();
    }

    private LiteDatabase Open() => new(new ConnectionString { Filename = Store });

    private static long Key(long session, long sequence) => (session << 40) | sequence;
}
