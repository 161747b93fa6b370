namespace AgentNotebook.Display.Curves;

/// <summary>Where a mark's label stands: lane 0 lies next to the plot.</summary>
internal readonly record struct MarkLabel(double X, int Lane, string Text, bool IsLeftOfLine);
