namespace AgentNotebook.Magics;

/// <summary>A magic was typed wrongly or could not do its work. The message is for the person at the notebook; no stack belongs to it.</summary>
/// <param name="message">What is wrong and the way out.</param>
/// <param name="line">Line of the cell, counted from 1; 0 when no place is to blame.</param>
/// <param name="column">Column, counted from 1; 0 when no place is to blame.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class MagicException(string message, int line = 0, int column = 0, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Line of the cell, counted from 1; 0 when no place is to blame.</summary>
    public int Line { get; } = line;

    /// <summary>Column of that line, counted from 1; 0 when no place is to blame.</summary>
    public int Column { get; } = column;

    /// <summary>Whether a safety rule refused it (the tool then ends with exit code 3).</summary>
    public bool RefusedForSafety { get; init; }
}
