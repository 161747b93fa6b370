namespace AgentNotebook.Cells.Language;

/// <summary>Whether code can run as it stands.</summary>
/// <param name="State">The answer.</param>
/// <param name="Indent">White space to begin the next line with, when there has to be one; else empty.</param>
public readonly record struct CellCompleteness(CompletenessState State, string Indent = "");
