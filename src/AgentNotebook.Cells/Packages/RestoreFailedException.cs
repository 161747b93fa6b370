namespace AgentNotebook.Cells.Packages;

/// <summary>Packages were not found or do not fit. The message is for the person at the notebook.</summary>
internal sealed class RestoreFailedException(string message, string? package = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The package to blame, when it is known.</summary>
    public string? Package => package;
}
