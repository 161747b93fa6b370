using System.Text.Json;

namespace AgentNotebook.Cells.Comms;

/// <summary>What came on a comm.</summary>
/// <param name="Data">The front end's data; of kind <see cref="JsonValueKind.Undefined"/> when it sent none.</param>
/// <param name="Buffers">Binary data beside it.</param>
public sealed record CommMessage(JsonElement Data, IReadOnlyList<ReadOnlyMemory<byte>> Buffers);
