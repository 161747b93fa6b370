using System.Reflection;

namespace AgentNotebook.Cells.Submissions;

/// <summary>A submission that is part of the chain; its code has not run yet.</summary>
/// <param name="instance">Holds the submission's variables as fields; <see langword="null"/> when there is nothing to run.</param>
/// <param name="initialize">The compiler's method that runs its code.</param>
/// <param name="hasResult">Whether the last expression gives a value to show.</param>
internal sealed class Submission(object? instance, MethodInfo? initialize, bool hasResult)
{
    /// <summary>A submission of nothing but usings and comments, for which the compiler makes no assembly.</summary>
    public static Submission WithoutCode { get; } = new(null, null, false);

    /// <summary>Whether the last expression gives a value to show.</summary>
    public bool HasResult => hasResult;

    /// <summary>Runs the code up to its first await.</summary>
    public Task<object?> Start() => initialize is null ? Task.FromResult<object?>(null) : initialize.CreateDelegate<Func<Task<object?>>>(instance)();
}
