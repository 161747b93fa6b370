using AgentNotebook.Agents;

namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>One row of the repair benchmark.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Name">The program.</param>
/// <param name="Verdict">How the run is judged.</param>
/// <param name="State">Where the run came to rest.</param>
/// <param name="Rounds">Reflect → Revise rounds.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Reason">Why it is where it is.</param>
internal sealed record RepairResult(string Kind, string Name, RepairVerdict Verdict, AgentState State, int Rounds, int Attempts, double Seconds, string Reason);
