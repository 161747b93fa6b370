namespace AgentNotebook.Models;

/// <summary>The next code with its reason, or the admission that there is none.</summary>
/// <param name="Code">C# submission to try next; <see langword="null"/> when the model knows no further.</param>
/// <param name="Explanation">What was changed and why; or what is missing for a repair.</param>
public sealed record ReviseReply(string? Code, string Explanation) : ModelReply
{
    /// <summary>Whether the model knows no further.</summary>
    public bool GaveUp => Code is null;
}
