using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>A role that has to give a password, which must be seen nowhere.</summary>
internal static class SecuredRole
{
    public const string Name = "secured";

    /// <summary>With all that has a meaning in URIs and connection strings.</summary>
    public const string Password = "s3cr3t-%:@/;=\"pass";

    /// <summary>The line of <c>pg_hba.conf</c> that asks for it.</summary>
    public const string Access = $"host all {Name} 127.0.0.1/32 scram-sha-256\n";

    public static void Make(ScratchPostgres server) => server.Execute($"CREATE ROLE {Name} LOGIN PASSWORD '{Password}'");

    /// <summary>Fails when the password, or a part of it that nothing else has, is in what a user may see of an error.</summary>
    public static void AssertIsNotIn(Exception error, string password = Password)
    {
        Assert.DoesNotContain(password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }
}
