using System.Text.Json.Nodes;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Tests.Sessions.Salvage;

public sealed class SalvageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private bool _mustSay = true;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void an_intact_store_is_kept_whole_with_its_checksums_and_is_not_touched(bool isOpen)
    {
        var kept = KeptStore.Make(_folder, 3, 60, isOpen);
        Assert.Equal(isOpen, kept.Log.Length > 0);
        var file = kept.Write(_folder);
        var report = Salvage(file, out var to);
        Assert.True(report.IsComplete);
        Assert.Empty(report.Damage);
        Assert.Equal(180, report.Kept);
        Assert.Equal(kept.Entries.OrderBy(entry => entry.Session, StringComparer.Ordinal).ThenBy(entry => entry.Entry.Sequence), Content(to));
        using var before = SqliteSessionStore.OpenReadOnly(kept.Write(_folder));
        using var after = SqliteSessionStore.OpenReadOnly(to);
        Assert.Equal(before.List().OrderBy(session => session.Name), after.List().OrderBy(session => session.Name));
        Assert.True(after.Verify().IsIntact);
    }

    [Fact]
    public void one_flipped_byte_anywhere_in_the_file_costs_one_entry_at_most()
    {
        var kept = KeptStore.Make(_folder, 3, 60);
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            var at = i < 25 ? i * 4 : random.Next(kept.File.Length);
            Check(kept, kept.Write(_folder, file => file[at] ^= (byte)random.Next(1, 256)), 1, $"byte {at}");
        }
    }

    [Fact]
    public void one_flipped_byte_anywhere_in_the_log_costs_one_entry_at_most()
    {
        var kept = KeptStore.Make(_folder, 2, 40, isOpen: true);
        var random = new Random(2);
        // What comes to lie in the last transaction may look as if it had never been finished.
        var end = Array.FindLastIndex(kept.Log, value => value != 0) - 4 * (KeptStore.Page + 24);
        for (var i = 0; i < 60; i++)
        {
            var at = i < 16 ? 2 * i : random.Next(kept.Log.Length);
            _mustSay = at < end;
            Check(kept, kept.Write(_folder, log: log => log[at] ^= (byte)random.Next(1, 256)), 1, $"byte {at} of the log");
        }
    }

    [Fact]
    public void each_page_that_turns_to_zeros_or_to_noise_costs_only_what_lay_on_it()
    {
        var kept = KeptStore.Make(_folder, 3, 60);
        var random = new Random(3);
        for (var page = 0; page < kept.File.Length / KeptStore.Page; page++)
        {
            var (from, to) = (page * KeptStore.Page, (page + 1) * KeptStore.Page);
            var hit = kept.Marks(from, to);
            Check(kept, kept.Write(_folder, file => file.AsSpan(from, KeptStore.Page).Clear()), hit, $"page {page + 1} zeroed");
            if (page % 3 != 0)
                continue;
            Check(kept, kept.Write(_folder, file => random.NextBytes(file.AsSpan(from, KeptStore.Page))), hit, $"page {page + 1} noise");
            Check(kept, kept.Write(_folder, file => file.AsSpan(from, 512).Clear()), hit, $"page {page + 1} torn");
            Check(kept, kept.Write(_folder, file => file.AsSpan(from + 2048, 2048).Clear()), kept.Marks(from + 2048, to), $"page {page + 1} torn in the middle", slack: 1);
        }
    }

    [Fact]
    public void a_file_cut_off_anywhere_keeps_what_lay_before_the_cut()
    {
        var kept = KeptStore.Make(_folder, 3, 60);
        var random = new Random(4);
        for (var i = 0; i < 12; i++)
        {
            var length = random.Next(kept.File.Length / 10, kept.File.Length);
            Check(kept, kept.Write(_folder, length: length), kept.Marks(length, kept.File.Length), $"cut after {length}", slack: 1);
        }
    }

    [Fact]
    public void a_log_cut_off_anywhere_keeps_what_was_committed_in_it_and_nothing_more()
    {
        var kept = KeptStore.Make(_folder, 2, 40, isOpen: true);
        var random = new Random(5);
        for (var i = 0; i < 15; i++)
        {
            var length = random.Next(kept.Log.Length / 3, kept.Log.Length);
            var file = kept.Write(_folder, logLength: length);
            Salvage(file, out var to);
            using var sqlite = SqliteSessionStore.OpenReadOnly(file);
            Assert.Equal(sqlite.List().OrderBy(session => session.Name, StringComparer.Ordinal).SelectMany(session => sqlite.Read(session.Name).Select(entry => (session.Name, entry))), Content(to));
        }
    }

    [Fact]
    public void many_hits_all_over_cost_one_entry_each_at_most()
    {
        var kept = KeptStore.Make(_folder, 3, 60);
        var random = new Random(6);
        for (var i = 0; i < 15; i++)
        {
            var hits = random.Next(2, 40);
            Check(kept, kept.Write(_folder, file =>
            {
                for (var hit = 0; hit < hits; hit++)
                    file[random.Next(file.Length)] ^= (byte)random.Next(1, 256);
            }), hits, $"{hits} hits, {i}");
        }
    }

    [Fact]
    public void what_was_lost_is_named_in_the_report_and_at_the_end_of_the_session()
    {
        var kept = KeptStore.Make(_folder, 2, 60);
        var page = Enumerable.Range(8, 99).First(page => kept.Marks(page * KeptStore.Page, (page + 1) * KeptStore.Page).Count(mark => mark.StartsWith("<session 1/", StringComparison.Ordinal)) > 2);
        var report = Salvage(kept.Write(_folder, file => file.AsSpan(page * KeptStore.Page, KeptStore.Page).Clear()), out var to);
        Assert.False(report.IsComplete);
        Assert.Contains($"Page {page + 1} of table entry is damaged.", report.Damage);
        var session = report.Sessions.Single(session => session.Name == "session 1");
        Assert.NotEmpty(session.Lost);
        using var store = SqliteSessionStore.OpenReadOnly(to);
        var last = store.Last("session 1", "salvaged")!;
        Assert.Equal(session.Kept + 1, last.Sequence);
        var payload = JsonNode.Parse(last.Payload)!;
        Assert.Equal(session.Lost[0].First, payload["lost"]![0]!["first"]!.GetValue<long>());
        foreach (var stretch in payload["numbers"]!.AsArray())
        {
            var (now, was) = (stretch!["first"]!.GetValue<long>(), stretch["was"]!.GetValue<long>());
            Assert.Equal(KeptStore.Mark(kept.Sessions["session 1"][(int)was - 1]), KeptStore.Mark(store.Read("session 1", now - 1).First()));
        }
    }

    [Fact]
    public void a_deleted_session_stays_deleted_also_where_its_bytes_are_still_in_the_file()
    {
        var path = _folder.File("s.db");
        using (var store = SqliteSessionStore.Open(path))
        {
            foreach (var name in new[] { "kept", "deleted" })
            {
                using var journal = store.Open(name);
                for (var i = 0; i < 50; i++)
                    journal.Append([new JournalDraft("", "note", 1, $$"""{"text":"{{name}} {{new string('x', 900)}}"}""")]);
            }

            store.Delete("deleted");
            using var again = store.Open("reused");
            again.Append([new JournalDraft("", "note", 1, "{}")]);
        }

        Salvage(path, out var to);
        Assert.Equal(["kept", "reused"], Content(to).Select(found => found.Session).Distinct());
        // A page of entries lost: everything is looked through, and the deleted session still stays away.
        var bytes = File.ReadAllBytes(path);
        var page = Enumerable.Range(8, 99).First(page => System.Text.Encoding.Latin1.GetString(bytes, page * 4096, 4096).Contains("kept x", StringComparison.Ordinal));
        bytes.AsSpan(page * 4096, 4096).Clear();
        File.WriteAllBytes(path, bytes);
        var report = Salvage(path, out to);
        Assert.False(report.IsComplete);
        Assert.Equal(["kept", "reused"], report.Sessions.Select(session => session.Name));
        Assert.Single(Content(to), found => found.Session == "reused");
    }

    [Fact]
    public void only_the_named_session_is_written_and_one_that_is_not_there_is_refused_with_those_that_are()
    {
        var file = KeptStore.Make(_folder, 3, 5).Write(_folder);
        var report = StoreSalvage.Run(file, _folder.File("one.db"), "session 2");
        Assert.Equal("session 2", Assert.Single(report.Sessions).Name);
        var missing = Assert.Throws<SessionStoreException>(() => StoreSalvage.Run(file, _folder.File("none.db"), "session 9"));
        Assert.Equal(SessionStoreFault.NotFound, missing.Fault);
        Assert.Contains("'session 1', 'session 2', 'session 3'", missing.Message);
        Assert.False(File.Exists(_folder.File("none.db")));
    }

    [Fact]
    public void a_file_that_is_there_is_not_replaced_and_one_that_is_no_store_gives_none()
    {
        var file = KeptStore.Make(_folder, 1, 5).Write(_folder);
        File.WriteAllText(_folder.File("taken.db"), "mine");
        Assert.Contains("taken.db", Assert.Throws<SessionStoreException>(() => StoreSalvage.Run(file, _folder.File("taken.db"))).Message);
        Assert.Equal("mine", File.ReadAllText(_folder.File("taken.db")));
        File.WriteAllBytes(_folder.File("diary.txt"), new byte[50_000]);
        Assert.Equal(SessionStoreFault.NotAStore, Assert.Throws<SessionStoreException>(() => StoreSalvage.Run(_folder.File("diary.txt"), _folder.File("new.db"))).Fault);
        Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => StoreSalvage.Run(_folder.File("absent.db"), _folder.File("new.db"))).Fault);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "new.db*"));
    }

    [Fact]
    public void a_store_that_can_be_opened_is_salvaged_through_its_port_too_and_each_entry_behind_damage_is_kept()
    {
        var kept = KeptStore.Make(_folder, 2, 30);
        var file = kept.Write(_folder);
        FirstVersionFile.Run(file, "UPDATE entry SET payload = '{}' WHERE id & 1099511627775 IN (7, 8, 20) AND id >> 40 = 1");
        using var store = SqliteSessionStore.OpenReadOnly(file);
        var report = StoreSalvage.Run(store, _folder.File("new.db"));
        Assert.Equal((57L, 3L, false), (report.Kept, report.Lost, report.IsComplete));
        var session = report.Sessions.Single(one => !one.IsComplete);
        Assert.Equal([(7L, 8L), (20L, 20L)], session.Lost.Select(lost => (lost.First, lost.Last)));
        Assert.Equal(
            kept.Sessions[session.Name].Where(entry => entry.Sequence is not (7 or 8 or 20)).Select(entry => entry.Payload),
            Content(_folder.File("new.db")).Where(found => found.Session == session.Name && found.Entry.Kind == "note").Select(found => found.Entry.Payload));
    }

    [Fact]
    public void a_log_that_sqlite_reads_only_in_part_is_named_although_the_store_seems_intact()
    {
        var kept = KeptStore.Make(_folder, 2, 40, isOpen: true);
        Assert.Empty(StoreSalvage.HiddenDamage(kept.Write(_folder)));
        var file = kept.Write(_folder, log: log => log[log.Length / 3] ^= 0xFF);
        Assert.Contains("log is damaged in frame", Assert.Single(StoreSalvage.HiddenDamage(file)));
        using var store = SqliteSessionStore.OpenReadOnly(file);
        Assert.True(store.Verify().IsIntact);
        Assert.True(store.List().Sum(session => session.Entries) < 80);
        Assert.InRange(StoreSalvage.Inspect(file).Kept, 79, 80);
    }

    private void Check(KeptStore kept, string file, int mostLost, string damage)
    {
        var lost = CheckKept(kept, file, damage);
        Assert.True(lost.Count <= mostLost, $"{damage}: lost {string.Join(", ", lost)}");
    }

    private void Check(KeptStore kept, string file, HashSet<string> hit, string damage, int slack = 0)
    {
        var lost = CheckKept(kept, file, damage).Where(mark => !hit.Contains(mark)).ToList();
        Assert.True(lost.Count <= slack, $"{damage}: lost {string.Join(", ", lost)}");
    }

    /// <summary>What is kept is what was there, in its order, and the file is as it was; gives the marks of what is lost.</summary>
    private List<string> CheckKept(KeptStore kept, string file, string damage)
    {
        var (bytes, log) = (File.ReadAllBytes(file), File.Exists(file + "-wal") ? File.ReadAllBytes(file + "-wal") : []);
        var files = Directory.GetFiles(_folder.Path).Length;
        SalvageReport report;
        string to;
        try
        {
            report = Salvage(file, out to);
        }
        catch (SessionStoreException e)
        {
            Assert.Fail($"{damage}: {e.Message}");
            throw;
        }

        Assert.Equal(bytes, File.ReadAllBytes(file));
        Assert.Equal(log, File.Exists(file + "-wal") ? File.ReadAllBytes(file + "-wal") : []);
        Assert.Equal(files + 1, Directory.GetFiles(_folder.Path).Length);
        var all = kept.Entries.ToDictionary(entry => KeptStore.Mark(entry.Entry), entry => entry.Entry);
        var found = new HashSet<string>();
        foreach (var session in Content(to).Where(entry => entry.Entry.Kind != "salvaged").GroupBy(entry => entry.Session))
        {
            var last = 0L;
            foreach (var (_, entry) in session)
            {
                var original = all[KeptStore.Mark(entry)];
                Assert.Equal(original with { Sequence = 0 }, entry with { Sequence = 0 });
                Assert.True(original.Sequence > last, $"{damage}: entry {original.Sequence} after {last}");
                last = original.Sequence;
                Assert.True(found.Add(KeptStore.Mark(entry)), $"{damage}: twice");
                Assert.True(session.Key == KeptStore.Mark(entry)[1..].Split('/')[0] || report.Sessions.Any(one => one.Name == session.Key && !one.HasItsName), $"{damage}: {KeptStore.Mark(entry)} in {session.Key}");
            }
        }

        Assert.Equal(found.Count, report.Kept);
        var lost = all.Keys.Where(mark => !found.Contains(mark)).ToList();
        Assert.True(lost.Count == 0 || !report.IsComplete || !_mustSay, $"{damage}: lost {lost.Count} and did not say so");
        File.Delete(file);
        File.Delete(to);
        File.Delete(file + "-wal");
        return lost;
    }

    private SalvageReport Salvage(string file, out string to)
    {
        to = _folder.File($"new-{Guid.NewGuid():N}.db");
        return StoreSalvage.Run(file, to);
    }

    private static List<(string Session, JournalEntry Entry)> Content(string file)
    {
        using var store = SqliteSessionStore.OpenReadOnly(file);
        return [.. store.List().OrderBy(session => session.Name, StringComparer.Ordinal).SelectMany(session => store.Read(session.Name).Select(entry => (session.Name, entry)))];
    }
}
