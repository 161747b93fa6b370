namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>What stays in one piece: a module, or a parameter that stands beside modules.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IsTensor">Whether it is a parameter or buffer of a module that is split.</param>
/// <param name="Tensors">Everything in it.</param>
internal sealed record PlanUnit(string Path, bool IsTensor, IReadOnlyList<PlanTensor> Tensors)
{
    /// <summary>The data of its tensors, each once: tensors that are tied within it count once.</summary>
    public IReadOnlyList<PlanStorage> Storages { get; } = [.. Tensors.Select(tensor => tensor.Storage).Distinct()];
}
