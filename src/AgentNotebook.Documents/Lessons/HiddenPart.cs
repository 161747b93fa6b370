namespace AgentNotebook.Documents.Lessons;

/// <summary>A stretch of a notebook that students do not get.</summary>
/// <param name="Cell">The cell's place, counted from 0.</param>
/// <param name="Text">What it holds.</param>
internal sealed record HiddenPart(int Cell, string Text);
