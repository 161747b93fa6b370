using System.Globalization;
using System.Text.Json;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SessionCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The variable AGENTNOTEBOOK_KILLS raises the number of kills, AGENTNOTEBOOK_SEED repeats a run.</summary>
    [Fact]
    public void a_writer_killed_at_any_moment_loses_nothing_acknowledged_and_tears_no_batch()
    {
        var kills = FromEnvironment("AGENTNOTEBOOK_KILLS") ?? 20;
        var seed = FromEnvironment("AGENTNOTEBOOK_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var file = _folder.File("sessions.db");
        long acknowledged = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // Now and then the file is made anew, so that its making is interrupted too.
            if (random.Next(4) == 0)
            {
                foreach (var old in Directory.GetFiles(_folder.Path))
                    File.Delete(old);
                acknowledged = 0;
            }

            acknowledged = Math.Max(acknowledged, WriteUntilKilled(file, random));
            if (!File.Exists(file))
                continue;
            using var store = SqliteSessionStore.Open(file);
            var report = store.Verify();
            Assert.True(report.IsIntact, $"seed {seed}, kill {kill}: {string.Join('\n', report.Problems)}");
            if (acknowledged == 0 && report.Sessions == 0)
                continue;
            var entries = store.Read("s").ToList();
            Assert.True(entries.Count >= acknowledged, $"seed {seed}, kill {kill}: {acknowledged} acknowledged, {entries.Count} there");
            AssertWholeBatches(entries);
            acknowledged = entries.Count;
        }
    }

    [Fact]
    public void two_processes_write_different_sessions_of_one_file_at_once()
    {
        var file = _folder.File("sessions.db");
        using var one = new Crasher("append", file, "one", "1", "60");
        using var two = new Crasher("append", file, "two", "2", "60");
        one.ReadToEnd();
        two.ReadToEnd();
        one.WaitForSuccess();
        two.WaitForSuccess();
        using var store = SqliteSessionStore.OpenReadOnly(file);
        var report = store.Verify();
        Assert.True(report.IsIntact, string.Join('\n', report.Problems));
        foreach (var session in new[] { "one", "two" })
        {
            var entries = store.Read(session).ToList();
            Assert.InRange(entries.Count, 60, 64);
            AssertWholeBatches(entries);
        }
    }

    [Fact]
    public void a_living_writer_in_another_process_is_named_and_a_dead_one_is_replaced()
    {
        var file = _folder.File("sessions.db");
        using var writer = new Crasher("hold", file, "s");
        Assert.Equal("held", writer.ReadLine());
        using var store = SqliteSessionStore.Open(file);
        var busy = Assert.Throws<SessionStoreException>(() => store.Open("s"));
        Assert.Equal(SessionStoreFault.Busy, busy.Fault);
        Assert.Contains($"process {writer.Id}", busy.Message);
        Assert.Contains("end that process", busy.Message);

        writer.Kill();
        using var journal = store.Open("s");
        Assert.Equal(1, journal.Append([new JournalDraft("", "note", 1, "{}")]).LastSequence);
    }

    private static long WriteUntilKilled(string file, Random random)
    {
        using var writer = new Crasher("append", file, "s", random.Next().ToString(CultureInfo.InvariantCulture), "1000000");
        long acknowledged = 0;
        // From before the file is there to well into the appends; then a moment that no event marks.
        for (var line = random.Next(-1, 15); line > 0; line--)
            acknowledged = Read(writer.ReadLine()) ?? acknowledged;
        if (acknowledged == 0)
            Thread.Sleep(random.Next(0, 250));
        Thread.SpinWait(random.Next(0, 200_000));
        writer.Kill();
        while (Read(writer.ReadLine()) is { } sequence)
            acknowledged = sequence;
        return acknowledged;

        static long? Read(string? line) => long.TryParse(line, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
    }

    private static void AssertWholeBatches(List<JournalEntry> entries)
    {
        for (var i = 0; i < entries.Count;)
        {
            Assert.Equal(i + 1, entries[i].Sequence);
            var size = Batch(entries[i]).GetProperty("size").GetInt32();
            Assert.True(i + size <= entries.Count, $"the batch at {i + 1} is torn");
            for (var index = 0; index < size; index++)
            {
                Assert.Equal(i + 1, Batch(entries[i + index]).GetProperty("first").GetInt64());
                Assert.Equal(index, Batch(entries[i + index]).GetProperty("index").GetInt32());
            }

            i += size;
        }

        static JsonElement Batch(JournalEntry entry) => JsonSerializer.Deserialize<JsonElement>(entry.Payload);
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
