using AgentNotebook.Postgres;
using AgentNotebook.SessionCrasher;

return Crash.Run(args, place => PostgresSessionStore.Open(place));
