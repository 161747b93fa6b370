namespace AgentNotebook.Execution;

/// <summary>One layer of a sandbox, as it was found on this machine.</summary>
/// <param name="Name">The layer: <c>bubblewrap</c>, <c>landlock</c>, <c>seccomp</c>, <c>canary</c>, …</param>
/// <param name="IsActive">Whether it holds: applied and reported back, not merely supported.</param>
/// <param name="Found">What was found, in words: the version, or why it is not there.</param>
/// <param name="Remedy">How to get it; empty when it is there.</param>
public sealed record SandboxLayer(string Name, bool IsActive, string Found, string Remedy = "");
