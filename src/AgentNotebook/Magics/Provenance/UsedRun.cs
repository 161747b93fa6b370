using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.Provenance;

/// <summary>An agent's run that a cell drove.</summary>
/// <param name="Run">Its id in the session.</param>
/// <param name="Cell">The cell's id.</param>
/// <param name="Models">The models, as the cell named them; the first plays every role that no other was named for.</param>
/// <param name="Seed">What the waits between retries are seeded with.</param>
/// <param name="Level">The sandbox level that was active.</param>
/// <param name="Spent">The tokens and the price of its model calls, all that it ever made.</param>
public sealed record UsedRun(string Run, string Cell, IReadOnlyList<string> Models, int Seed, SandboxLevel Level, ModelUsage Spent);
