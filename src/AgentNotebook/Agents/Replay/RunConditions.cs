using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Replay;

/// <summary>What a run was driven with, as far as it decides what the run does.</summary>
/// <param name="Model">What the model calls itself.</param>
/// <param name="Roles">The roles it plays.</param>
/// <param name="CanChangeStrategy">Whether it can plan afresh.</param>
/// <param name="HumanCanAnswer">Whether someone was there to answer.</param>
/// <param name="HasGpu">Whether there was a GPU whose memory could be read.</param>
/// <param name="Level">The sandbox level that was active; <see langword="null"/> when the recorder was not told.</param>
public sealed record RunConditions(string Model, ModelRole Roles, bool CanChangeStrategy, bool HumanCanAnswer, bool HasGpu, SandboxLevel? Level);
