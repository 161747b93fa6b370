namespace AgentNotebook.Cells.Input;

/// <summary>A cell asked for input where nobody can answer: it would have waited for ever.</summary>
public sealed class InputUnavailableException : IOException
{
    internal InputUnavailableException(string message)
        : base(message)
    {
    }
}
