namespace AgentNotebook.Postgres.Server;

/// <summary>What a server said of itself when the connection was made.</summary>
/// <param name="Backend">The number of its process that serves this connection.</param>
/// <param name="Started">When it was started, in microseconds since 1970: a connection of before is gone, whatever became of its client.</param>
/// <param name="SessionTable">The object identifier of the sessions' table, the upper half of this store's advisory locks; 0 before it is made.</param>
/// <param name="IsDurable">Whether what it calls flushed is on its disk: <c>fsync</c> and <c>full_page_writes</c> are on.</param>
internal sealed record ServerState(int Backend, long Started, long SessionTable, bool IsDurable);
