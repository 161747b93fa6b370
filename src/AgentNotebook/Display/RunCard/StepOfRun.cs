namespace AgentNotebook.Display.RunCard;

/// <summary>A step of a run that is shown step by step.</summary>
/// <param name="Number">Which it is, counted from 1.</param>
/// <param name="Total">How many there will be.</param>
/// <param name="IsLast">Whether none comes after it: all steps are then listed.</param>
public sealed record StepOfRun(int Number, int Total, bool IsLast);
