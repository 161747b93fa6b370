using AgentNotebook.Sessions;
using AgentNotebook.SessionCrasher;

return Crash.Run(args, address => SqliteSessionStore.Open(address.StartsWith("sqlite:", StringComparison.Ordinal) ? address[7..] : address));
