using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class StoreAddressTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sessions.db", "sqlite", "sessions.db")]
    [InlineData("sqlite:sessions.db", "sqlite", "sessions.db")]
    [InlineData("SQLite:./a b.db", "sqlite", "./a b.db")]
    [InlineData("litedb:/data/x.db", "litedb", "/data/x.db")]
    [InlineData("postgres://user@host:5432/db", "postgres", "//user@host:5432/db")]
    [InlineData("a2+b-c:x", "a2+b-c", "x")]
    [InlineData("sqlite:C:\\x.db", "sqlite", "C:\\x.db")]
    [InlineData("C:\\x.db", "sqlite", "C:\\x.db")]
    [InlineData("c:x.db", "sqlite", "c:x.db")]
    [InlineData("./odd:name.db", "sqlite", "./odd:name.db")]
    [InlineData("9p:x", "sqlite", "9p:x")]
    [InlineData(":x", "sqlite", ":x")]
    public void an_address_is_a_scheme_and_a_place_and_a_bare_path_is_SQLites(string text, string scheme, string place) =>
        Assert.Equal(new StoreAddress(scheme, place), StoreAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("sqlite:")]
    [InlineData("litedb:  ")]
    public void an_address_without_a_place_is_refused(string text)
    {
        var refused = Assert.Throws<SessionStoreException>(() => StoreAddress.Parse(text));
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.Contains("sessions.db", refused.Message);
    }

    [Fact]
    public void SQLite_is_opened_by_its_scheme_and_by_a_bare_path()
    {
        var file = _folder.File("sessions.db");
        using (var store = SessionStores.Open($"sqlite:{file}"))
        using (var journal = store.Open("s"))
            journal.Append([new JournalDraft("", "note", 1, "{}")]);
        using var again = SessionStores.OpenReadOnly(file);
        Assert.Single(again.Read("s"));
        Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => SessionStores.OpenReadOnly("sqlite:" + _folder.File("none.db"))).Fault);
    }

    [Fact]
    public void an_unknown_scheme_is_refused_with_what_there_is_and_the_way_to_a_file_with_a_colon()
    {
        foreach (var act in new Action[] { () => SessionStores.Open("nowhere:x.db"), () => SessionStores.OpenReadOnly("nowhere:x.db"), () => SessionStores.Absolute("nowhere:x.db") })
        {
            var refused = Assert.Throws<SessionStoreException>(act);
            Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
            Assert.Contains("'nowhere:x.db'", refused.Message);
            Assert.Contains("sqlite", refused.Message);
            Assert.Contains("sqlite:nowhere:x.db", refused.Message);
        }
    }

    [Theory]
    [InlineData("nowhere://me:s3cr3t@host/db", "nowhere://me:…@host/db")]
    [InlineData("nowhere://me:s3:c@r3t@host/db", "nowhere://me:…@host/db")]
    [InlineData("nowhere://me@host:5432/db", "nowhere://me@host:5432/db")]
    [InlineData("nowhere:Host=host;Password = s3cr3t;x", "nowhere:Host=host;password=…")]
    [InlineData("nowhere://host/db?password=s3cr3t", "nowhere://host/db?password=…")]
    public void a_refusal_repeats_no_password_that_stands_in_the_address(string address, string shown)
    {
        var refused = Assert.Throws<SessionStoreException>(() => SessionStores.Open(address));
        Assert.Contains($"'{shown}'", refused.Message);
        Assert.DoesNotContain("r3t", refused.ToString());
    }

    [Fact]
    public void a_registered_provider_is_given_the_place_and_a_place_that_is_no_path_stays_as_it_is()
    {
        SessionStores.Register(new Told("told-files", true));
        SessionStores.Register(new Told("told", false));
        Assert.Contains("told", SessionStores.Schemes);
        Assert.Equal("opened //host/db", Assert.Throws<NotSupportedException>(() => SessionStores.Open("told://host/db")).Message);
        Assert.Equal("read x", Assert.Throws<NotSupportedException>(() => SessionStores.OpenReadOnly("TOLD:x")).Message);
        Assert.Equal("told://host/db", SessionStores.Absolute("told://host/db").ToString());
        Assert.Equal($"told-files:{Path.GetFullPath("x.db")}", SessionStores.Absolute("told-files:x.db").ToString());
        Assert.Equal($"sqlite:{Path.GetFullPath("x.db")}", SessionStores.Absolute("x.db").ToString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("Upper")]
    [InlineData("with:colon")]
    [InlineData("")]
    public void a_provider_whose_scheme_no_address_can_name_is_not_registered(string scheme) =>
        Assert.Throws<ArgumentException>(() => SessionStores.Register(new Told(scheme, false)));

    private sealed class Told(string scheme, bool hasFiles) : ISessionStoreProvider
    {
        public string Scheme => scheme;

        public bool HasFiles => hasFiles;

        public ISessionStore Open(string place, SessionStoreOptions? options = null) => throw new NotSupportedException($"opened {place}");

        public ISessionStore OpenReadOnly(string place, SessionStoreOptions? options = null) => throw new NotSupportedException($"read {place}");
    }
}
