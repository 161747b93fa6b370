using System.Text.Json;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>Writes the members of a JSON object, whose braces stand already.</summary>
internal delegate void JsonBody(Utf8JsonWriter writer);
