using AgentNotebook.Execution;

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb doctor</c> found of one level of the sandbox.</summary>
/// <param name="Level">The level that was tried.</param>
/// <param name="Works">Whether a worker became ready at it and was found to be restricted.</param>
/// <param name="Found">What it means, or why it is not to be had.</param>
/// <param name="Layers">Its layers, one by one.</param>
internal sealed record SandboxFinding(SandboxLevel Level, bool Works, string Found, IReadOnlyList<SandboxLayer> Layers);
