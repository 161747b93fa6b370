using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>A tensor and the data it uses.</summary>
/// <param name="Header">What the file says of it.</param>
/// <param name="Storage">The data; tied tensors have the same.</param>
internal sealed record PlanTensor(TensorHeader Header, PlanStorage Storage);
