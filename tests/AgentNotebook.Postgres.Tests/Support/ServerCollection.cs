namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>The tests that share one server. They run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<SharedServer>
{
    public const string Name = "a PostgreSQL server";
}
