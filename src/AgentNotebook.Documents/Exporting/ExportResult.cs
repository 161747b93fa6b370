namespace AgentNotebook.Documents.Exporting;

/// <summary>What an export came to.</summary>
/// <param name="Files">What was written: the document first, then what belongs to it.</param>
/// <param name="Losses">What the document does not hold of the notebook, a line each, with the cell it concerns; empty when it holds everything.</param>
public sealed record ExportResult(IReadOnlyList<string> Files, IReadOnlyList<string> Losses);
