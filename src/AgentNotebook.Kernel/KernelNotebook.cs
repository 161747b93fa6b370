using AgentNotebook.Cells;

namespace AgentNotebook.Kernel;

/// <summary>What a kernel runs cells with.</summary>
/// <param name="Engine">Runs them. The kernel does not dispose it.</param>
/// <param name="Notice">What the first cell tells the person at the notebook; empty when there is nothing to say.</param>
public sealed record KernelNotebook(CellEngine Engine, string Notice = "");
