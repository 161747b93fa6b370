namespace AgentNotebook.Display.Curves;

/// <summary>A point of a line to draw.</summary>
/// <param name="At">Time since the curve's start.</param>
/// <param name="Value">Bytes.</param>
internal readonly record struct CurvePoint(TimeSpan At, long Value);
