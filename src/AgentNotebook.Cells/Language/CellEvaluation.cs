using AgentNotebook.Display;

namespace AgentNotebook.Cells.Language;

/// <summary>What an expression came to.</summary>
/// <param name="Value">Its value; <see langword="null"/> when it failed.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when it did not.</param>
public sealed record CellEvaluation(MimeBundle? Value, CellError? Error);
