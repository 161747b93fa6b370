namespace AgentNotebook.Agents.Steps;

/// <summary>Watches the memory of the steps in which a model thinks or code runs.</summary>
public interface IStepMeter
{
    /// <summary>A step begins.</summary>
    /// <param name="name">Names it on the curve, such as <c>run-1 Acting</c>.</param>
    /// <param name="limitBytes">The GPU memory that may be in use at any time of it; <see langword="null"/> for no limit.</param>
    IMeasuredStep Begin(string name, long? limitBytes);
}
