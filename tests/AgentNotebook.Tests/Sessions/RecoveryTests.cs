using AgentNotebook.Contracts;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Sessions;

public sealed class RecoveryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly StoppedClock _time = new();
    private SqliteSessionStore _store;

    public RecoveryTests() => _store = SqliteSessionStore.Open(File("sessions.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void what_could_not_be_flushed_is_offered_at_the_next_start_and_taken_back()
    {
        var offer = Fail(session =>
        {
            session["x"] = new[] { 1, 2 };
            session["log"] = new PersistentList<int> { 7 };
            session["map"] = new PersistentDictionary<int, string> { [1] = "one" };
            session.Remove("old");
        });
        using (var session = Open())
        {
            Assert.Equal(["log", "old"], session.Values.Select(value => value.Name));
            Assert.Equal([offer], session.FindRecoveries());
            Assert.Equal(_time.GetUtcNow(), offer.Time);
            var receipt = session.Recover(offer.File);
            Assert.Equal(4, receipt.Values);
            Assert.False(session.IsDirty);
            Assert.Empty(session.FindRecoveries());
            Assert.True(System.IO.File.Exists(offer.File + ".recovered"));
        }

        using var again = Open();
        Assert.Equal(["log", "map", "x"], again.Values.Select(value => value.Name));
        Assert.Equal([1, 2], again.Get<int[]>("x")!);
        Assert.Equal([7], again.Get<PersistentList<int>>("log")!);
        Assert.Equal("one", again.Get<PersistentDictionary<int, string>>("map")![1]);
    }

    [Fact]
    public void a_newer_value_is_not_overwritten_unless_that_is_asked_for()
    {
        var offer = Fail(session => (session["x"], session["y"]) = (1, 2));
        using var session = Open();
        session["x"] = 10;
        session.Flush();
        session["old"] = 20;
        var refused = Assert.Throws<SessionStoreException>(() => session.Recover(offer.File));
        Assert.Contains("'x'", refused.Message);
        Assert.DoesNotContain("'y'", refused.Message);
        Assert.Contains("--overwrite", refused.Message);
        Assert.False(session.Contains("y"));
        session.Recover(offer.File, overwrite: true);
        Assert.Equal((1, 2, 20), (session.Get<int>("x"), session.Get<int>("y"), session.Get<int>("old")));
    }

    [Fact]
    public void only_files_of_this_session_and_store_are_offered_taken_or_discarded()
    {
        var offer = Fail(session => session["x"] = 1);
        using (var other = Session.Open(_store, "other", _time))
        {
            Assert.Empty(other.FindRecoveries());
            Assert.Contains("session 's'", Assert.Throws<SessionStoreException>(() => other.Recover(offer.File)).Message);
            Assert.Throws<SessionStoreException>(() => other.DiscardRecovery(offer.File));
        }

        using (var elsewhere = SqliteSessionStore.Open(File("elsewhere.db")))
        using (var session = Session.Open(elsewhere, "s", _time))
        {
            Assert.Empty(session.FindRecoveries());
            Assert.Throws<SessionStoreException>(() => session.Recover(offer.File));
        }

        using var own = Open();
        var victim = File("victim.json");
        System.IO.File.WriteAllText(victim, "{}");
        Assert.Throws<SessionStoreException>(() => own.DiscardRecovery(victim));
        own.DiscardRecovery(offer.File);
        Assert.Empty(own.FindRecoveries());
        Assert.False(System.IO.File.Exists(offer.File));
        Assert.True(System.IO.File.Exists(victim));
    }

    [Theory]
    [InlineData("""{"store":"STORE","session":"s","time":"2026-01-01T00:00:00Z","after":1,"removed":[],"values":{"x":1}""")]
    [InlineData("""{"store":"STORE","session":"s","time":"2026-01-01T00:00:00Z","after":1,"removed":[],"values":[1],"collections":{}}""")]
    [InlineData("""{"store":"STORE","session":"s","time":"2026-01-01T00:00:00Z","after":1,"removed":[],"values":{"\u0001":1},"collections":{}}""")]
    [InlineData("""{"store":"STORE","session":"s","time":"2026-01-01T00:00:00Z","after":1,"removed":[],"values":{},"collections":{"l":[]}}""")]
    [InlineData("""{"store":"STORE","session":"s","time":"2026-01-01T00:00:00Z","after":1,"removed":[],"values":{},"collections":{"l":[{"name":"l","list":{"part":2}}]}}""")]
    [InlineData("""{"store":"STORE","session":"s","time":"today","after":1}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void a_file_that_is_no_recovery_file_is_named_and_changes_nothing(string content)
    {
        var file = File("sessions.db.s.bad.unsaved.json");
        System.IO.File.WriteAllText(file, content.Replace("STORE", File("sessions.db"), StringComparison.Ordinal));
        using var session = Open();
        session["y"] = 1;
        session.Flush();
        Assert.Contains(file, Assert.Throws<SessionStoreException>(() => session.Recover(file)).Message);
        Assert.Equal(["y"], session.Values.Select(value => value.Name));
        Assert.False(session.IsDirty);
    }

    [Fact]
    public void a_link_a_file_that_others_may_write_and_one_above_the_limit_are_not_read()
    {
        var offer = Fail(session => session["x"] = 1);
        using var session = Open();
        Assert.Contains("at most", Assert.Throws<SessionStoreException>(() => session.Recover(offer.File, maximumBytes: 10)).Message);
        if (OperatingSystem.IsWindows())
            return;
        var link = File("sessions.db.s.link.unsaved.json");
        System.IO.File.CreateSymbolicLink(link, offer.File);
        Assert.Equal([offer], session.FindRecoveries());
        Assert.Throws<SessionStoreException>(() => session.Recover(link));
        System.IO.File.SetUnixFileMode(offer.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.Empty(session.FindRecoveries());
        Assert.Throws<SessionStoreException>(() => session.Recover(offer.File));
    }

    [LinuxFact]
    public void a_pipe_that_somebody_left_is_not_waited_for()
    {
        var pipe = File("sessions.db.s.pipe.unsaved.json");
        using (var made = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", pipe]))
            made.WaitForExit();
        using var session = Open();
        Assert.True(System.IO.File.Exists(pipe));
        Assert.Empty(session.FindRecoveries());
        Assert.Throws<SessionStoreException>(() => session.Recover(pipe));
    }

    [Fact]
    public void a_file_that_moved_with_its_store_is_still_offered()
    {
        var offer = Fail(session => session["x"] = 1);
        _store.Dispose();
        var folder = Directory.CreateDirectory(File("moved")).FullName;
        foreach (var file in Directory.GetFiles(_folder.Path))
            System.IO.File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        using (var moved = SqliteSessionStore.Open(Path.Combine(folder, "sessions.db")))
        using (var session = Session.Open(moved, "s", _time))
        {
            Assert.Equal(Path.Combine(folder, Path.GetFileName(offer.File)), Assert.Single(session.FindRecoveries()).File);
            session.Recover(session.FindRecoveries()[0].File);
            Assert.Equal(1, session.Get<int>("x"));
        }

        _store = SqliteSessionStore.Open(File("sessions.db"));
    }

    private RecoveryOffer Fail(Action<Session> change)
    {
        var session = Open();
        session["old"] = 0;
        session["log"] = new PersistentList<int> { 1 };
        session.Flush();
        change(session);
        _store.Dispose();
        var failed = Assert.Throws<SessionStoreException>(session.Dispose);
        _store = SqliteSessionStore.Open(File("sessions.db"));
        using var next = Open();
        var offer = Assert.Single(next.FindRecoveries());
        Assert.Contains(offer.File, failed.Message);
        return offer;
    }

    private Session Open() => Session.Open(_store, "s", _time);

    private string File(string name) => _folder.File(name);
}
