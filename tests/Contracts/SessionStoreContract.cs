using System.Text.Json;
using AgentNotebook.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Contracts;

/// <summary>What every <see cref="ISessionStore"/> must do. A test class for a store derives from it.</summary>
public abstract class SessionStoreContract
{
    /// <summary>Opens the store of this test: the first call makes it, later ones reach the same content.</summary>
    protected abstract ISessionStore OpenStore(TimeProvider? time = null);

    [Fact]
    public void a_new_store_lists_nothing_and_is_intact()
    {
        using var store = OpenStore();
        Assert.Empty(store.List());
        var report = store.Verify();
        Assert.True(report.IsIntact);
        Assert.Equal((0, 0L), (report.Sessions, report.Entries));
        Assert.NotEmpty(store.Location);
    }

    [Fact]
    public void entries_come_back_as_they_were_appended_also_after_reopening()
    {
        var time = new StoppedClock();
        JournalDraft[] drafts =
        [
            new("", "note", 1, "{}"),
            new("run-1", "model-call", 3, """{"text":"žluťoučký 🐎 \u0000 \"quoted\"","n":[1,2.5e300,null]}"""),
            new("rún 2", "x", int.MaxValue, "{\"pad\":\"" + new string('y', 200_000) + "\"}"),
        ];
        using (var store = OpenStore(time))
        using (var journal = store.Open("s"))
        {
            Assert.Equal(0, journal.LastSequence);
            var receipt = journal.Append(drafts);
            Assert.Equal((3, 3L), (receipt.Entries, receipt.LastSequence));
            Assert.Equal(drafts.Sum(draft => System.Text.Encoding.UTF8.GetByteCount(draft.Payload)), receipt.Bytes);
            Assert.Equal(3, journal.LastSequence);
        }

        using var again = OpenStore(time);
        var expected = drafts.Select((draft, i) => new JournalEntry(i + 1, StoppedClock.Microsecond, draft.Run, draft.Kind, draft.Version, draft.Payload));
        Assert.Equal(expected, again.Read("s"));
        Assert.True(again.Verify("s").IsIntact);
    }

    [Fact]
    public void entries_bear_the_time_they_are_given_each_its_own_or_that_of_all()
    {
        var (own, all) = (StoppedClock.Microsecond.AddDays(-3).AddTicks(4), StoppedClock.Microsecond.AddDays(-2));
        using var store = OpenStore(new StoppedClock());
        using (var journal = store.Open("s"))
        {
            journal.Append([new("", "note", 1, "{}") { Time = own }, new("", "note", 1, "{}")]);
            Assert.Equal(all, journal.Append([new("", "note", 1, "{}") { Time = own.AddDays(1) }, new("", "note", 1, "{}")], all).Time);
        }

        Assert.Equal(
            [StoppedClock.Microsecond.AddDays(-3), StoppedClock.Microsecond, StoppedClock.Microsecond.AddDays(-2), all],
            store.Read("s").Select(entry => entry.Time));
        Assert.True(store.Verify("s").IsIntact);
    }

    [Fact]
    public void numbers_go_on_without_gaps_after_reopening_and_reading_starts_where_it_is_told()
    {
        using (var store = OpenStore())
        {
            using (var journal = store.Open("s"))
                journal.Append(Notes(300));
            using (var journal = store.Open("s"))
            {
                Assert.Equal(300, journal.LastSequence);
                Assert.Equal(310, journal.Append(Notes(10)).LastSequence);
            }
        }

        using var again = OpenStore();
        Assert.Equal(Enumerable.Range(1, 310).Select(i => (long)i), again.Read("s").Select(entry => entry.Sequence));
        Assert.Equal([309L, 310L], again.Read("s", after: 308).Select(entry => entry.Sequence));
        Assert.Empty(again.Read("s", after: 310));
        Assert.Empty(again.Read("s", after: 9999));
    }

    [Fact]
    public void an_empty_append_writes_nothing()
    {
        using var store = OpenStore();
        using var journal = store.Open("s");
        var receipt = journal.Append([]);
        Assert.Equal((0, 0L, 0L), (receipt.Entries, receipt.Bytes, receipt.LastSequence));
    }

    [Theory]
    [InlineData("", "Kind", 1, "{}")]
    [InlineData("", "", 1, "{}")]
    [InlineData("", "two--dashes", 1, "{}")]
    [InlineData("", "note", 0, "{}")]
    [InlineData("", "note", 1, "")]
    [InlineData("", "note", 1, "[1]")]
    [InlineData("", "note", 1, "{\"a\":")]
    [InlineData("", "note", 1, "{} {}")]
    [InlineData("a\nb", "note", 1, "{}")]
    public void one_wrong_entry_keeps_the_whole_append_out(string run, string kind, int version, string payload)
    {
        using var store = OpenStore();
        using var journal = store.Open("s");
        journal.Append(Notes(1));
        var refused = Assert.Throws<SessionStoreException>(() => journal.Append([.. Notes(2), new JournalDraft(run, kind, version, payload)]));
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.Single(store.Read("s"));
        Assert.Equal(2, journal.Append(Notes(1)).LastSequence);
    }

    [Fact]
    public void half_of_a_surrogate_pair_is_refused_wherever_it_stands()
    {
        const string Half = "\ud83d";
        using var store = OpenStore();
        using var journal = store.Open("s");
        Action[] acts =
        [
            () => store.Open(Half),
            () => journal.Append([new JournalDraft(Half, "note", 1, "{}")]),
            () => journal.Append([new JournalDraft("", "note", 1, $$"""{"a":"{{Half}}"}""")]),
        ];
        foreach (var act in acts)
            Assert.Equal(SessionStoreFault.Invalid, Assert.Throws<SessionStoreException>(act).Fault);
        Assert.Empty(store.Read("s"));
    }

    [Fact]
    public void a_payload_over_the_limit_is_refused()
    {
        using var store = OpenStore();
        using var journal = store.Open("s");
        var refused = Assert.Throws<SessionStoreException>(() => journal.Append([new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 64 << 20) + "\"}")]));
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.Contains("64 MiB", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\there")]
    public void a_wrong_session_name_is_refused(string name)
    {
        using var store = OpenStore();
        Assert.Equal(SessionStoreFault.Invalid, Assert.Throws<SessionStoreException>(() => store.Open(name)).Fault);
        Assert.Equal(SessionStoreFault.Invalid, Assert.Throws<SessionStoreException>(() => store.Open(new string('n', 201))).Fault);
        Assert.Empty(store.List());
    }

    [Fact]
    public void a_missing_session_is_named_together_with_those_there_are()
    {
        using var store = OpenStore();
        store.Open("here").Dispose();
        foreach (var act in new Action[] { () => store.Read("gone").Any(), () => store.Verify("gone"), () => store.Last("gone", "note"), () => store.Delete("gone") })
        {
            var missing = Assert.Throws<SessionStoreException>(act);
            Assert.Equal(SessionStoreFault.NotFound, missing.Fault);
            Assert.Contains("'gone'", missing.Message);
            Assert.Contains("'here'", missing.Message);
        }
    }

    [Fact]
    public void a_session_has_one_writer_until_it_is_disposed()
    {
        using var store = OpenStore();
        using var other = OpenStore();
        var first = store.Open("s");
        foreach (var second in new[] { store, other })
        {
            var busy = Assert.Throws<SessionStoreException>(() => second.Open("s"));
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains(Environment.ProcessId.ToString(), busy.Message);
        }

        other.Open("another").Dispose();
        first.Append(Notes(1));
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Append(Notes(1)));
        using var next = other.Open("s");
        Assert.Equal(2, next.Append(Notes(1)).LastSequence);
    }

    [Fact]
    public void a_disposed_store_has_given_back_its_writers_places()
    {
        var store = OpenStore();
        store.Open("s").Append(Notes(1));
        store.Dispose();
        using var again = OpenStore();
        using var journal = again.Open("s");
        Assert.Equal(1, journal.LastSequence);
    }

    [Fact]
    public void the_list_names_the_last_written_first_with_its_entries_and_bytes()
    {
        var time = new StoppedClock();
        using var store = OpenStore(time);
        using var older = store.Open("older");
        time.Now += TimeSpan.FromMinutes(1);
        using var newer = store.Open("newer");
        Assert.Equal(["newer", "older"], store.List().Select(session => session.Name));
        time.Now += TimeSpan.FromMinutes(1);
        older.Append([new JournalDraft("", "note", 1, "{}"), new JournalDraft("", "note", 1, """{"a":"é"}""")]);
        var list = store.List();
        Assert.Equal(["older", "newer"], list.Select(session => session.Name));
        Assert.Equal(new SessionSummary("older", StoppedClock.Microsecond, StoppedClock.Microsecond + TimeSpan.FromMinutes(2), 2, 12), list[0]);
        Assert.Equal((0L, 0L, list[1].Created), (list[1].Entries, list[1].Bytes, list[1].LastWritten));
    }

    [Fact]
    public void a_page_of_the_list_is_a_part_of_it()
    {
        using var store = OpenStore();
        for (var i = 0; i < 7; i++)
            store.Open($"s{i}").Dispose();
        Assert.Equal(store.List().Skip(2).Take(3), store.List(2, 3));
        Assert.Equal(store.List(), store.List(0, int.MaxValue));
        Assert.Empty(store.List(7, 3));
        Assert.Empty(store.List(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.List(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.List(0, -1));
    }

    [Fact]
    public async Task threads_may_share_a_store()
    {
        using var store = OpenStore();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            using var journal = store.Open($"s{number}");
            for (var i = 0; i < 10; i++)
            {
                journal.Append(Notes(2));
                Assert.Equal(journal.LastSequence, store.Read($"s{number}").Count());
            }
        })));
        var report = store.Verify();
        Assert.True(report.IsIntact, string.Join('\n', report.Problems));
        Assert.Equal((4, 80L), (report.Sessions, report.Entries));
    }

    [Fact]
    public void a_filter_gives_only_what_it_asks_for_in_order_and_after_where_it_is_told()
    {
        using var store = OpenStore();
        using var journal = store.Open("s");
        journal.Append([.. Enumerable.Range(1, 600).Select(i => new JournalDraft($"run-{i % 3}", i % 100 == 0 ? "hundred" : i % 2 == 0 ? "even" : "odd", 1, $$"""{"i":{{i}}}"""))]);
        using var other = store.Open("other");
        other.Append([new JournalDraft("run-1", "hundred", 1, "{}")]);

        Assert.Equal([100L, 200, 300, 400, 500, 600], Numbers(new JournalFilter { Kinds = ["hundred"] }));
        Assert.Equal([400L, 500, 600], Numbers(new JournalFilter { Kinds = ["hundred"] }, after: 300));
        Assert.Equal([500L], Numbers(new JournalFilter { Kinds = ["hundred", "nothing"], Run = "run-2" }, after: 200));
        Assert.Equal(200, Numbers(new JournalFilter { Run = "run-0" }).Count);
        Assert.Equal(300, Numbers(new JournalFilter { Kinds = ["even", "hundred"] }).Count);
        Assert.Equal(600, Numbers(new JournalFilter()).Count);
        Assert.Empty(Numbers(new JournalFilter { Kinds = [] }));
        Assert.Empty(Numbers(new JournalFilter { Run = "run-9" }));
        Assert.Empty(Numbers(new JournalFilter { Run = "" }));
        Assert.Empty(Numbers(new JournalFilter { Kinds = ["hundred"] }, after: 600));
        Assert.Equal(store.Read("s").Where(entry => entry.Kind == "odd"), store.Read("s", 0, new JournalFilter { Kinds = ["odd"] }));
        Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => store.Read("gone", 0, new JournalFilter()).Any()).Fault);

        List<long> Numbers(JournalFilter filter, long after = 0) => [.. store.Read("s", after, filter).Select(entry => entry.Sequence)];
    }

    [Fact]
    public void the_last_entry_of_a_kind_is_found_also_while_its_session_is_written()
    {
        using var store = OpenStore();
        using var journal = store.Open("s");
        Assert.Null(store.Last("s", "note"));
        journal.Append([new JournalDraft("", "first", 1, "{}"), .. Notes(300)]);
        Assert.Equal(store.Read("s").Last(), store.Last("s", "note"));
        Assert.Equal(1, store.Last("s", "first")!.Sequence);
        journal.Append([new JournalDraft("", "note", 1, """{"last":true}""")]);
        Assert.Equal((302L, """{"last":true}"""), (store.Last("s", "note")!.Sequence, store.Last("s", "note")!.Payload));
        Assert.Null(store.Last("s", "other"));
        Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => store.Last("gone", "note")).Fault);
    }

    [Fact]
    public void a_deleted_session_is_gone_and_its_name_begins_anew()
    {
        using (var store = OpenStore())
        {
            foreach (var name in new[] { "kept", "deleted" })
            {
                using var journal = store.Open(name);
                journal.Append(Notes(20));
            }

            store.Delete("deleted");
            Assert.Equal("kept", Assert.Single(store.List()).Name);
            Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => store.Read("deleted").Any()).Fault);
            Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => store.Delete("deleted")).Fault);
            Assert.Equal(20, store.Read("kept").Count());
            Assert.True(store.Verify().IsIntact);
        }

        using var again = OpenStore();
        using var anew = again.Open("deleted");
        Assert.Equal(0, anew.LastSequence);
        Assert.Equal(2, anew.Append(Notes(2)).LastSequence);
        Assert.Equal(2, again.Read("deleted").Count());
        Assert.True(again.Verify().IsIntact);
    }

    [Fact]
    public void a_session_that_is_being_written_is_not_deleted()
    {
        using var store = OpenStore();
        using (var journal = store.Open("s"))
        {
            journal.Append(Notes(1));
            var busy = Assert.Throws<SessionStoreException>(() => store.Delete("s"));
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains(Environment.ProcessId.ToString(), busy.Message);
            Assert.Equal(2, journal.Append(Notes(1)).LastSequence);
        }

        store.Delete("s");
        Assert.Empty(store.List());
    }

    [Fact]
    public void compacting_gives_back_what_was_deleted_and_keeps_the_rest()
    {
        using var store = OpenStore();
        using var kept = store.Open("kept");
        kept.Append(Notes(50));
        using (var journal = store.Open("deleted"))
            journal.Append([new JournalDraft("", "note", 1, "{\"a\":\"" + Incompressible(3 << 20) + "\"}")]);
        store.Delete("deleted");
        var report = store.Compact();
        Assert.True(report.BytesBefore - report.BytesAfter > 2 << 20, report.ToString());
        Assert.True(report.BytesAfter > 0);
        Assert.Equal(50, store.Read("kept").Count());
        Assert.Equal(51, kept.Append(Notes(1)).LastSequence);
        Assert.True(store.Verify().IsIntact);
    }

    [Fact]
    public void any_batches_of_any_text_come_back_in_order()
    {
        var number = 0;
        using var store = OpenStore();
        Prop.ForAll<string[][]>(batches =>
        {
            var name = $"s{number++}";
            var payloads = batches.Select(batch => batch.Select(text => JsonSerializer.Serialize(new { text = Repair(text) })).ToArray()).ToArray();
            using (var journal = store.Open(name))
            {
                foreach (var batch in payloads)
                    journal.Append([.. batch.Select(payload => new JournalDraft("", "note", 1, payload))]);
            }

            Assert.Equal(payloads.SelectMany(batch => batch), store.Read(name).Select(entry => entry.Payload));
            Assert.True(store.Verify(name).IsIntact);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(6));
    }

    /// <summary>Text that takes its room also in a store that compresses.</summary>
    private static string Incompressible(int characters)
    {
        var bytes = new byte[characters / 4 * 3];
        new Random(1).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string Repair(string? text) => new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);

    private static JournalDraft[] Notes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}}"""))];
}
