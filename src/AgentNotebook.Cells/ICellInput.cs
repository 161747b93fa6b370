namespace AgentNotebook.Cells;

/// <summary>The person at the notebook, who can be asked for a line. A host implements it where someone can answer.</summary>
public interface ICellInput
{
    /// <summary>Asks for a line.</summary>
    /// <param name="prompt">What to show before the place for the answer; may be empty.</param>
    /// <param name="isPassword">Whether the answer is hidden while it is typed.</param>
    /// <param name="cancellationToken">Stops waiting: the cell was interrupted.</param>
    /// <returns>The line without its line end.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted, or the front end went away.</exception>
    Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken);
}
