using AgentNotebook.Magics;

namespace AgentNotebook.Polyglot.Cells;

/// <summary>What the person at the notebook is told when a magic fails.</summary>
internal static class CellFailure
{
    /// <summary>The message; with a stack only where the fault is the extension's own.</summary>
    public static string InWords(string magic, Exception exception, CancellationToken stop) => exception switch
    {
        MagicException { Line: > 0, Column: > 0 } misplaced => $"({misplaced.Line},{misplaced.Column}): {misplaced.Message}",
        MagicException { Line: > 0 } misplaced => $"(line {misplaced.Line}): {misplaced.Message}",
        MagicException => exception.Message,
        OperationCanceledException when stop.IsCancellationRequested => $"{magic} was stopped.",
        _ => $"{magic} failed: {exception}",
    };
}
