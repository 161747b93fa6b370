using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions;

/// <summary>A submission that is part of the chain: its instance exists, its code has not run yet.</summary>
/// <param name="Instance">Holds the submission's variables as fields.</param>
/// <param name="Initialize">The compiler's method that runs its code.</param>
/// <param name="HasResult">Whether the last expression gives a value to show.</param>
internal sealed record Submission(object Instance, MethodInfo Initialize, bool HasResult)
{
    /// <summary>Runs the code up to its first await.</summary>
    public Task<object?> Start() => Initialize.CreateDelegate<Func<Task<object?>>>(Instance)();
}
