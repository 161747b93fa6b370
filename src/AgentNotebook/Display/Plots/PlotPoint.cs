namespace AgentNotebook.Display.Plots;

/// <summary>A measured point.</summary>
/// <param name="X">What was set.</param>
/// <param name="Y">What was measured.</param>
/// <param name="Error">How far the bar reaches up and down from <paramref name="Y"/>, such as its standard error; 0 draws none.</param>
public readonly record struct PlotPoint(double X, double Y, double Error = 0);
