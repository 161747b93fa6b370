using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>Something that has a place at the server which ends with the connection.</summary>
internal interface IRejoins
{
    /// <summary>Takes the place up again on a new connection. Throws only when that one is lost too.</summary>
    void Rejoin(NpgsqlConnection connection, ServerState state);
}
