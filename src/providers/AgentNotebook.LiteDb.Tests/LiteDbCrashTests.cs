using System.Globalization;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.LiteDb.Tests;

public sealed class LiteDbCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.litedb");

    public void Dispose() => _folder.Dispose();

    /// <summary>AGENTNOTEBOOK_THOROUGH=1 makes it 100 kills each, AGENTNOTEBOOK_KILLS any number; AGENTNOTEBOOK_SEED repeats a run.</summary>
    [Theory]
    [InlineData("append")]
    [InlineData("compact")]
    public void a_writer_killed_at_any_moment_loses_nothing_acknowledged_and_tears_no_batch(string mode)
    {
        var kills = FromEnvironment("AGENTNOTEBOOK_KILLS") ?? (FromEnvironment("AGENTNOTEBOOK_THOROUGH") == 1 ? 100 : 20);
        var seed = FromEnvironment("AGENTNOTEBOOK_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var (acknowledged, total) = (0L, 0L);
        for (var kill = 0; kill < kills; kill++)
        {
            // Now and then the file is made anew, so that its making is interrupted too.
            if (random.Next(4) == 0)
            {
                foreach (var old in Directory.GetFiles(_folder.Path))
                    File.Delete(old);
                acknowledged = 0;
            }

            acknowledged = Math.Max(acknowledged, WriteUntilKilled(mode, random));
            if (!File.Exists(Store))
                continue;
            using var store = LiteDbSessionStore.Open(Store);
            var report = store.Verify();
            Assert.True(report.IsIntact, $"seed {seed}, kill {kill}: {string.Join('\n', report.Problems)}");
            if (acknowledged == 0 && store.List().All(session => session.Name != "s"))
                continue;
            var entries = store.Read("s").ToList();
            Assert.True(entries.Count >= acknowledged, $"seed {seed}, kill {kill}: {acknowledged} acknowledged, {entries.Count} there");
            Batches.AssertWhole(entries);
            (acknowledged, total) = (entries.Count, total + entries.Count);
        }

        output.WriteLine($"{total} entries looked at");
        Assert.True(total > 0);
    }

    [Fact]
    public void a_living_owner_in_another_process_is_named_and_a_dead_one_is_replaced()
    {
        using var writer = new Crasher("hold", Store, "s");
        Assert.Equal("open", writer.ReadLine());
        var hasty = new SessionStoreOptions { BusyTimeout = TimeSpan.Zero };
        foreach (var open in new Action[] { () => LiteDbSessionStore.Open(Store, hasty), () => LiteDbSessionStore.OpenReadOnly(Store, hasty) })
        {
            var busy = Assert.Throws<SessionStoreException>(open);
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains($"process {writer.Id}", busy.Message);
            Assert.Contains("end that process", busy.Message);
            Assert.True(busy.IsWholeStore);
        }

        writer.Kill();
        using var store = LiteDbSessionStore.Open(Store, hasty);
        using var journal = store.Open("s");
        Assert.Equal(1, journal.Append([new JournalDraft("", "note", 1, "{}")]).LastSequence);
    }

    [Fact]
    public void several_processes_read_at_once_and_none_writes_meanwhile()
    {
        using (var store = LiteDbSessionStore.Open(Store))
            store.Open("s").Append([new JournalDraft("", "note", 1, "{}")]);
        using (var reader = new Crasher("read", Store, "s"))
        {
            Assert.Equal("open", reader.ReadLine());
            using (var store = LiteDbSessionStore.OpenReadOnly(Store))
                Assert.Single(store.Read("s"));
            Assert.Equal(SessionStoreFault.Busy, Assert.Throws<SessionStoreException>(() => LiteDbSessionStore.Open(Store, new SessionStoreOptions { BusyTimeout = TimeSpan.Zero })).Fault);
        }

        LiteDbSessionStore.Open(Store).Dispose();
    }

    private long WriteUntilKilled(string mode, Random random)
    {
        // A small log, so that a kill often meets it on its way into the file.
        using var writer = new Crasher(mode, Store, "s", random.Next().ToString(CultureInfo.InvariantCulture), "1000000", random.Next(1, 60).ToString(CultureInfo.InvariantCulture));
        long acknowledged = 0;
        for (var line = random.Next(-1, 15); line > 0; line--)
            acknowledged = writer.ReadNumber() ?? acknowledged;
        if (acknowledged == 0)
            Thread.Sleep(random.Next(0, 300));
        Thread.SpinWait(random.Next(0, 200_000));
        writer.Kill();
        while (writer.ReadNumber() is { } sequence)
            acknowledged = sequence;
        return acknowledged;
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
