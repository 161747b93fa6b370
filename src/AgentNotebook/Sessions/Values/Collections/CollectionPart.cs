namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>One part of a persistent collection, as it was read.</summary>
/// <param name="Place">The entry that holds it, for messages.</param>
/// <param name="Payload">The entry's payload.</param>
internal sealed record CollectionPart(string Place, string Payload);
