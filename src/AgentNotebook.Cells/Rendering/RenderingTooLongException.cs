namespace AgentNotebook.Cells.Rendering;

/// <summary>An object's representation is longer than it may be.</summary>
internal sealed class RenderingTooLongException : Exception;
