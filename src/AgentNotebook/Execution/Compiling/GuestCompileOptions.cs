namespace AgentNotebook.Execution.Compiling;

/// <summary>What the user hands to code that is compiled. Nothing of it is the code's own choice.</summary>
public sealed record GuestCompileOptions
{
    internal static GuestCompileOptions Default { get; } = new();

    /// <summary>Paths of assemblies the code may use besides the framework.</summary>
    /// <value>Default none; at most 64, of at most 64 MiB each and 128 MiB together. Each is read once and sent to the worker.</value>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Variables that are there before the code's first line. Checks see them, too.</summary>
    /// <value>Default none; at most 1,024, no two of one name.</value>
    public IReadOnlyList<GuestVariable> Variables { get; init; } = [];

    /// <summary>C# declarations that checks use, compiled after the code: they see its names, and it does not see theirs.</summary>
    /// <value>Default: empty.</value>
    public string CheckCode { get; init; } = "";
}
