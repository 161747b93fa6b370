namespace AgentNotebook.Gpu.Nvml;

/// <summary>NVML cannot be used; says in two lengths why.</summary>
/// <param name="brief">For a title's brackets: <c>no GPU driver found</c>.</param>
/// <param name="message">A sentence with the way out.</param>
internal sealed class NvmlException(string brief, string message) : Exception(message)
{
    /// <summary>A few words for a title.</summary>
    public string Brief { get; } = brief;

    /// <summary>Whether there is no driver of NVIDIA's at all.</summary>
    public bool IsMissing { get; init; }
}
