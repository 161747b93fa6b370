using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Input;

/// <summary>What cells call <c>Kernel</c>: the questions that notebooks written for .NET Interactive ask through it.</summary>
public sealed class NotebookInput
{
    internal NotebookInput()
    {
    }

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <param name="prompt">What to show before the place for the answer.</param>
    /// <exception cref="InputUnavailableException">Nobody can answer.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public Task<string> GetInputAsync(string prompt = "") => AskAsync(prompt, isPassword: false);

    /// <summary>Asks the person at the notebook for a line that is hidden while it is typed.</summary>
    /// <param name="prompt">What to show before the place for the answer.</param>
    /// <returns>The line as it was typed: a cell that ends in this expression shows it.</returns>
    /// <exception cref="InputUnavailableException">Nobody can answer.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public Task<string> GetPasswordAsync(string prompt = "") => AskAsync(prompt, isPassword: true);

    internal static async Task<string> AskAsync(string prompt, bool isPassword)
    {
        var cell = ConsoleRouter.Current ?? throw new InputUnavailableException("Only the code of a cell can ask for input, and no cell runs here.");
        cell.ThrowIfStopped();
        return await cell.Questions.AskAsync(prompt, isPassword).ConfigureAwait(false);
    }
}
