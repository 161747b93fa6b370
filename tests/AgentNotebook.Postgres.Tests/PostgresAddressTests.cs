using AgentNotebook.Postgres.Addresses;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;

namespace AgentNotebook.Postgres.Tests;

public sealed class PostgresAddressTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("//me@db.example/runs", "postgres://me@db.example/runs")]
    [InlineData("//me:secret@db.example:5433/runs?sslmode=require", "postgres://me@db.example:5433/runs")]
    [InlineData("postgres://me:secret@db.example/runs", "postgres://me@db.example/runs")]
    [InlineData("POSTGRESQL://me:se%40c@ret@db.example/runs", "postgres://me@db.example/runs")]
    [InlineData("//me@[::1]:5433/runs", "postgres://me@[::1]:5433/runs")]
    [InlineData("//me@a.example,b.example:5433/runs", "postgres://me@a.example,b.example:5433/runs")]
    [InlineData("//me@/runs?host=/run/pg&search_path=grid", "postgres://me@/runs?host=/run/pg&search_path=grid")]
    [InlineData("Host=db.example;Database=runs;Username=me;Password=secret", "postgres://me@db.example/runs")]
    [InlineData("Host=db.example;Port=5433;Database=my runs;Username=me;Search Path=grid,public", "postgres://me@db.example:5433/my%20runs?search_path=grid")]
    public void an_address_names_server_database_and_schema_and_never_the_password(string place, string location)
    {
        var address = PostgresAddress.Parse(place, _ => null);
        Assert.Equal(location, address.Location);
        Assert.Equal(location, PostgresAddress.Parse(address.Location, _ => null).Location);
    }

    [Fact]
    public void a_password_with_signs_of_a_URI_is_read_as_it_was_meant()
    {
        Assert.Equal("p@s:w/rd", PostgresAddress.Parse($"//me:{Uri.EscapeDataString("p@s:w/rd")}@db.example/runs", _ => null).Settings.Password);
        Assert.Equal("p@ss", PostgresAddress.Parse("//me:p@ss@db.example/runs", _ => null).Settings.Password);
    }

    [Fact]
    public void what_an_address_leaves_open_comes_from_libpqs_variables()
    {
        var variables = new Dictionary<string, string> { ["PGHOST"] = "db.example", ["PGPORT"] = "5433", ["PGDATABASE"] = "runs", ["PGUSER"] = "me", ["PGSSLMODE"] = "verify-full", ["PGPASSWORD"] = "secret" };
        Assert.Equal("postgres://me@db.example:5433/other", PostgresAddress.Parse("other", variables.GetValueOrDefault).Location);
        var address = PostgresAddress.Parse("//you@", variables.GetValueOrDefault);
        Assert.Equal("postgres://you@db.example:5433/runs", address.Location);
        Assert.Equal(SslMode.VerifyFull, address.Settings.SslMode);
        // Npgsql reads it where it is needed, and it stays out of everything that is kept.
        Assert.Null(address.Settings.Password);
        Assert.Equal(SslMode.Disable, PostgresAddress.Parse("//you@/runs?sslmode=disable", variables.GetValueOrDefault).Settings.SslMode);
    }

    [Fact]
    public void a_name_is_a_service_of_the_service_file_or_else_a_database()
    {
        var file = _folder.File("services");
        File.WriteAllText(file, "# ours\n[lab]\nhost=lab.example\nport=6000\ndbname=grid\nuser=me\npassword=secret\n\n[broken]\nhots=x\n");
        Func<string, string?> environment = name => name == "PGSERVICEFILE" ? file : name == "PGUSER" ? "you" : null;
        var service = PostgresAddress.Parse("lab", environment);
        Assert.Equal("postgres://me@lab.example:6000/grid", service.Location);
        Assert.Equal("secret", service.Settings.Password);
        Assert.EndsWith("/other", PostgresAddress.Parse("other", environment).Location, StringComparison.Ordinal);
        Assert.Equal("postgres://me@lab.example:6000/elsewhere", PostgresAddress.Parse("///elsewhere?service=lab", environment).Location);
        var refused = Assert.Throws<SessionStoreException>(() => PostgresAddress.Parse("broken", environment));
        Assert.Contains("Service 'broken'", refused.Message);
        Assert.Contains("'host'", refused.Message);
        Assert.Contains(file + "-gone", Assert.Throws<SessionStoreException>(() => PostgresAddress.Parse("lab", name => name == "PGSERVICEFILE" ? file + "-gone" : null)).Message);
    }

    [Theory]
    [InlineData("Host=db.example;Passwort=s3cr3t")]
    [InlineData("Host=db.example;Password=s3cr3t;Port=many")]
    [InlineData("Password=s3cr3t;nonsense")]
    [InlineData("//me:s3cr3t@db.example:many/runs")]
    [InlineData("//me:s3cr3t@db.example/runs?pasword=s3cr3t")]
    [InlineData("//me:s3cr3t@db.example/runs?sslmode=s3cr3t")]
    [InlineData("//me:s3cr3t@db.example/runs?search_path=pg_catalog")]
    public void an_address_that_cannot_be_read_is_refused_without_repeating_what_may_be_a_password(string place)
    {
        var refused = Assert.Throws<SessionStoreException>(() => PostgresAddress.Parse(place, _ => null));
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.DoesNotContain("s3cr3t", refused.ToString());
    }

    [Fact]
    public void any_text_is_an_address_or_is_refused_clearly() =>
        Prop.ForAll<string>(text =>
        {
            foreach (var place in new[] { text, "//" + text, "Host=" + text }.Where(place => !string.IsNullOrWhiteSpace(place)))
            {
                try
                {
                    Assert.StartsWith("postgres://", PostgresAddress.Parse(place, _ => null).Location);
                }
                catch (SessionStoreException refused)
                {
                    Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
                }
            }
        }).QuickCheckThrowOnFailure();
}
