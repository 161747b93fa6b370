namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Text of one look.</summary>
/// <param name="Text">The text.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct AnsiRun(string Text, AnsiStyle Style);
