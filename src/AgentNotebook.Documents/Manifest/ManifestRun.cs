namespace AgentNotebook.Documents.Manifest;

/// <summary>An agent's run.</summary>
/// <param name="Id">Its id in the session.</param>
/// <param name="Cell">The id of the cell that drove it.</param>
/// <param name="Models">The models as the cell named them; the first plays every role that no other was named for.</param>
/// <param name="Seed">What the waits between its retries were seeded with.</param>
public sealed record ManifestRun(string Id, string Cell, IReadOnlyList<string> Models, int Seed);
