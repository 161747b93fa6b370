namespace AgentNotebook.Execution;

/// <summary>A compiled program for a worker: a chain of submissions in which each sees the variables of those before it.</summary>
public sealed record GuestProgram
{
    /// <summary>The code first, then one submission for each check, in the order in which the checks were given.</summary>
    public required IReadOnlyList<GuestSubmission> Submissions { get; init; }

    /// <summary>
    /// The type of the code's result as C# source, when a notebook can declare a variable of it (<c>double[]</c>,
    /// <c>System.Collections.Generic.List&lt;int&gt;</c>); <see langword="null"/> when there is no result or its type exists only in the guest.
    /// </summary>
    public string? ResultType { get; init; }

    /// <summary>Whether the code has a result: a last expression or a variable named <c>result</c>.</summary>
    public bool HasResult { get; init; }

    /// <summary>The submission before the code that declares <see cref="Variables"/>; <see langword="null"/> when there are none.</summary>
    public GuestSubmission? Declarations { get; init; }

    /// <summary>The submission between the code and its checks that declares what they use; <see langword="null"/> when they use nothing.</summary>
    public GuestSubmission? CheckCode { get; init; }

    /// <summary>The variables the code starts with.</summary>
    public IReadOnlyList<GuestVariable> Variables { get; init; } = [];

    /// <summary>What the guest finds in <c>Inputs</c>.</summary>
    public IReadOnlyList<GuestInput> Inputs { get; init; } = [];

    /// <summary>Images of the assemblies the code was compiled against besides the framework; they go to the worker with it.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Libraries { get; init; } = [];
}
