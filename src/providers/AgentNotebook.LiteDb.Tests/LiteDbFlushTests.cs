using System.Globalization;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;

namespace AgentNotebook.LiteDb.Tests;

/// <summary>Whether an append that has returned is on the disk, which LiteDB's own commit is not.</summary>
public sealed class LiteDbFlushTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.litedb");

    public void Dispose() => _folder.Dispose();

    [StraceFact]
    public void every_append_flushes_the_log_once_before_it_returns()
    {
        int few = Flushes(10), many = Flushes(60);
        Assert.Equal(50, many - few);

        int Flushes(int appends)
        {
            var calls = _folder.File($"{appends}.calls");
            using var writer = new Crasher(["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", calls], ["single", _folder.File($"{appends}.litedb"), "s", appends.ToString(CultureInfo.InvariantCulture)]);
            writer.ReadToEnd();
            return File.ReadLines(calls).Count(line => line.Contains("sync(", StringComparison.Ordinal) && line.TrimEnd().EndsWith("= 0", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void a_log_that_is_begun_anew_holds_nothing_of_the_old_one_that_could_count_again()
    {
        using var store = LiteDbSessionStore.Open(Store, limits: new LiteDbOptions { LogPages = 20 });
        using var journal = store.Open("s");
        var lengths = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            journal.Append([new JournalDraft("run", "step", 1, "{}")]);
            lengths.Add(new FileInfo(Store + "-wal").Length);
        }

        // An append that fills the log brings it into the file.
        Assert.InRange(lengths.Count(length => length == 0), 2, 20);
    }

    [StraceFact]
    public void the_log_is_deleted_only_when_what_it_holds_is_on_the_disk_in_the_file()
    {
        var calls = _folder.File("calls");
        using var writer = new Crasher(["strace", "-f", "-y", "-qq", "-e", "trace=pwrite64,fdatasync,unlink", "-o", calls], ["single", Store, "s", "20"]);
        writer.ReadToEnd();
        var lines = File.ReadAllLines(calls);
        var written = Last("pwrite64(", $"<{Store}>");
        var flushed = Last("fdatasync(", $"<{Store}>");
        var deleted = Last("unlink(", $"{Store}-wal");
        Assert.True(0 < written && written < flushed && flushed < deleted, $"written in line {written}, flushed in {flushed}, deleted in {deleted}");
        // And nothing goes into the file before the log is on the disk.
        var logged = Last("pwrite64(", $"<{Store}-wal>");
        var synced = First("fdatasync(", $"<{Store}-wal>", after: logged);
        Assert.True(0 < logged && logged < synced && synced < First("pwrite64(", $"<{Store}>", after: 0), $"logged in line {logged}, synced in {synced}");

        int First(string call, string path, int after) => Array.FindIndex(lines, after, line => line.Contains(call, StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));

        int Last(string call, string path) => Array.FindLastIndex(lines, line => line.Contains(call, StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
    }

    [StraceFact]
    public void an_append_whose_flush_fails_is_not_acknowledged_and_leaves_nothing()
    {
        // The log's fifth flush fails, and the one with which it is taken back.
        using var writer = new Crasher(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=5..6"],
            ["append", Store, "s", "7", "60", "100000"]);
        var lines = writer.ReadToEnd();
        Assert.Contains(nameof(SessionStoreFault.DiskFailure), lines);
        var acknowledged = lines.Where(line => char.IsAsciiDigit(line[0])).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToList();
        Assert.True(acknowledged.Count > 10);
        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.True(store.Verify().IsIntact);
        var entries = store.Read("s").ToList();
        Assert.Equal(acknowledged[^1], entries.Count);
        Batches.AssertWhole(entries);
    }

    [Fact]
    public void a_log_whose_last_append_was_torn_by_a_power_cut_has_it_whole_or_not_at_all()
    {
        const int Sector = 512;
        var log = Store + "-wal";
        byte[] before, after, data;
        using (var store = LiteDbSessionStore.Open(Store))
        using (var journal = store.Open("s"))
        {
            for (var i = 0; i < 3; i++)
                journal.Append(Draft(2));
            before = File.ReadAllBytes(log);
            // Acknowledged or not, the disk may have any part of it when the power goes.
            journal.Append(Draft(9));
            after = File.ReadAllBytes(log);
            data = File.ReadAllBytes(Store);
        }

        var random = new Random(3);
        var (whole, torn) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            var log1 = after.ToArray();
            for (var at = before.Length / Sector * Sector; at < log1.Length; at += Sector)
            {
                if (random.Next(20) < round % 20)
                    log1.AsSpan(Math.Max(at, before.Length), Math.Min(Sector, log1.Length - Math.Max(at, before.Length))).Clear();
            }

            var file = _folder.File($"{round}.litedb");
            File.WriteAllBytes(file, data);
            File.WriteAllBytes(file + "-wal", round % 7 == 6 ? log1[..random.Next(before.Length, log1.Length)] : log1);
            using var store = LiteDbSessionStore.Open(file);
            var report = store.Verify();
            Assert.True(report.IsIntact, string.Join('\n', report.Problems));
            var count = store.Read("s").Count();
            Assert.Contains(count, new[] { 6, 15 });
            (whole, torn) = count == 15 ? (whole + 1, torn) : (whole, torn + 1);
            // What follows is written over what was torn.
            using var journal = store.Open("s");
            Assert.Equal(count + 2, journal.Append(Draft(2)).LastSequence);
        }

        Assert.True(whole > 0 && torn > 100, $"{whole} whole, {torn} torn");

        static JournalDraft[] Draft(int entries) =>
            [.. Enumerable.Range(0, entries).Select(i => new JournalDraft("", "note", 1, $$"""{"i":{{i}},"pad":"{{new string('x', 4000)}}"}"""))];
    }

    [Fact]
    public void the_log_is_brought_into_the_file_when_it_has_grown_and_is_gone_when_the_store_is_closed()
    {
        using (var store = LiteDbSessionStore.Open(Store, limits: new LiteDbOptions { LogPages = 20 }))
        using (var journal = store.Open("s"))
        {
            var first = new FileInfo(Store).Length;
            for (var i = 0; i < 40; i++)
                journal.Append([new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 5000) + "\"}")]);
            Assert.True(new FileInfo(Store).Length > first + 40 * 4000);
            Assert.InRange(new FileInfo(Store + "-wal").Length, 1, 60 * 8300);
        }

        Assert.Equal([Store, Store + "-lock"], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
        using var again = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Equal(40, again.Read("s").Count());
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(5_000_001)]
    [InlineData((64 << 20) - 8)]
    public void a_payload_larger_than_a_document_of_LiteDB_comes_back_whole(int bytes)
    {
        // Three bytes a character, so that parts end within one.
        var payload = "{\"a\":\"" + new string('€', (bytes - 8) / 3) + "\"}";
        using (var store = LiteDbSessionStore.Open(Store))
        using (var journal = store.Open("s"))
            journal.Append([new JournalDraft("", "note", 1, "{}"), new JournalDraft("", "large", 1, payload), new JournalDraft("", "note", 1, "{}")]);
        using var again = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Equal(payload, again.Last("s", "large")!.Payload);
        Assert.True(again.Verify().IsIntact);
    }
}
