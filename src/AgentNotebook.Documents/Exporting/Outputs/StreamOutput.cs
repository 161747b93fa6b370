namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Printed text.</summary>
/// <param name="IsError">Whether it went to the error stream.</param>
/// <param name="Text">The text, perhaps with a terminal's escape sequences.</param>
internal sealed record StreamOutput(bool IsError, string Text) : CellOutput;
