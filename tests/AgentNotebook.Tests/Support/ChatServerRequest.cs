namespace AgentNotebook.Tests.Support;

/// <summary>What a <see cref="ChatServer"/> was asked.</summary>
public sealed record ChatServerRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body);
