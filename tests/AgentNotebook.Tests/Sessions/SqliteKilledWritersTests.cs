using AgentNotebook.Crashes;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteKilledWritersTests(ITestOutputHelper output) : KilledWritersSuite(output), IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void two_processes_on_one_file_killed_at_random_moments_lose_nothing_acknowledged() =>
        Kill("two processes on one file", 150, seed => [["append", "s", seed, Endless], ["append", "t", seed, Endless]]);

    [Fact]
    public void two_processes_write_different_sessions_of_one_file_at_once()
    {
        var file = Address(_folder.Path);
        var promises = new Promises();
        using (var one = Start([], "append", file, "one", "1", "60"))
        using (var two = Start([], "append", file, "two", "2", "60"))
        {
            Assert.Equal((0, 0), (one.ReadToEnd(promises), two.ReadToEnd(promises)));
        }

        Assert.All(["one", "two"], session => Assert.InRange(promises.Entries[session], 60, 64));
        using var store = Open(file);
        Assert.Equal(promises.Entries.Values.Sum(), StoreInspection.Inspect(store, promises, isTakenBack: false));
    }

    [Fact]
    public void a_living_writer_in_another_process_is_named_and_a_dead_one_is_replaced()
    {
        var file = Address(_folder.Path);
        using var writer = Start([], "hold", file, "s");
        Assert.Equal("held", writer.ReadLine());
        using var store = Open(file);
        var busy = Assert.Throws<SessionStoreException>(() => store.Open("s"));
        Assert.Equal(SessionStoreFault.Busy, busy.Fault);
        Assert.Contains($"process {writer.Id}", busy.Message);
        Assert.Contains("end that process", busy.Message);

        writer.Kill();
        using var journal = store.Open("s");
        Assert.Equal(1, journal.Append([new JournalDraft("", "note", 1, "{}")]).LastSequence);
    }

    protected override string Address(string folder) => Path.Combine(folder, "sessions.db");

    protected override ISessionStore Open(string address) => SqliteSessionStore.Open(address);
}
