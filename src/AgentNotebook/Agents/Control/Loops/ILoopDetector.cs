namespace AgentNotebook.Agents.Control.Loops;

/// <summary>Knows one pattern in which a run goes round in circles.</summary>
internal interface ILoopDetector
{
    /// <summary>Looks whether the last attempt continues the pattern.</summary>
    /// <param name="window">The last attempts; never empty.</param>
    /// <returns>What was seen, or <see langword="null"/>.</returns>
    LoopAlarm? Look(LoopWindow window);
}
