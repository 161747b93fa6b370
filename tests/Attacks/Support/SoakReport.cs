using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>What came of a long mixed run.</summary>
/// <param name="Level">The level it ran at.</param>
/// <param name="Probes">Probes that were run.</param>
/// <param name="Ordinary">Ordinary guests that were run.</param>
/// <param name="Wrong">Everything that was not as it must be, at most 50.</param>
/// <param name="Descriptors">Open descriptors before and after.</param>
/// <param name="Memory">Resident bytes before and after.</param>
internal sealed record SoakReport(SandboxLevel Level, int Probes, int Ordinary, IReadOnlyList<string> Wrong, int[] Descriptors, long[] Memory);
