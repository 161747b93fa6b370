using System.Text.Json;

namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>The whole content of a value.</summary>
/// <param name="IsParts">Whether it is a persistent collection, of which an array of its entries' payloads is written.</param>
/// <param name="Write">Writes it as one JSON value.</param>
internal sealed record RecoverableContent(bool IsParts, Action<Utf8JsonWriter> Write);
