namespace AgentNotebook.Display.Compare;

/// <summary>Something about both runs.</summary>
/// <param name="Name">What.</param>
/// <param name="Left">Of the left run.</param>
/// <param name="Right">Of the right run.</param>
/// <param name="IsMeasured">Whether it is a measurement, in which two runs differ anyway.</param>
internal sealed record ComparedFact(string Name, string Left, string Right, bool IsMeasured = false)
{
    /// <summary>Whether it is worth a mark.</summary>
    internal bool Differs => !IsMeasured && Left != Right;
}
