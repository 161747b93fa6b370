namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Data that one or several tensors use.</summary>
/// <param name="index">Its number, counted from 0.</param>
internal sealed class PlanStorage(int index)
{
    public int Index { get; } = index;

    /// <summary>Size on a GPU, in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>Size elsewhere, in bytes.</summary>
    public long OffloadedBytes { get; set; }

    /// <summary>Whether it may be elsewhere at all.</summary>
    public bool CanOffload { get; set; } = true;
}
