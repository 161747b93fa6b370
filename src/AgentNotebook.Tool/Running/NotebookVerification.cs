using AgentNotebook.Documents.Comparing;

namespace AgentNotebook.Tool.Running;

/// <summary>What verifying one notebook came to.</summary>
/// <param name="Notebook">The notebook as it was named.</param>
/// <param name="Comparison">Its outputs beside those of the execution; <see langword="null"/> when there are none to compare.</param>
/// <param name="Problem">Why there are none; empty otherwise.</param>
/// <param name="RefusedForSafety">Whether it was stopped for safety.</param>
/// <param name="Elapsed">How long the execution took.</param>
internal sealed record NotebookVerification(string Notebook, NotebookComparison? Comparison, string Problem, bool RefusedForSafety, TimeSpan Elapsed)
{
    /// <summary>What <c>--update</c> did; empty without it.</summary>
    public string Update { get; init; } = "";

    /// <summary>Whether the stored outputs were replaced, or needed no replacing.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Whether the notebook gives what it shows, or shows what it gives since it was updated.</summary>
    public bool IsGood => Comparison is { } comparison && (comparison.IsSame || IsUpToDate);
}
