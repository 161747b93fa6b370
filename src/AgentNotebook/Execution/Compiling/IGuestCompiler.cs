namespace AgentNotebook.Execution.Compiling;

/// <summary>Turns code and its checks into a program, or says why it cannot.</summary>
public interface IGuestCompiler
{
    /// <summary>Compiles the code and its checks with what the user hands to them.</summary>
    /// <param name="code">C# submission.</param>
    /// <param name="checks">C# expressions of type <see langword="bool"/>.</param>
    /// <param name="options">Assemblies to refer to and variables to start with; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <returns>A program, or the errors.</returns>
    /// <exception cref="GuestReferenceException">An assembly of the options cannot be used; the message names the file and the way out.</exception>
    GuestCompilation Compile(string code, IReadOnlyList<string> checks, GuestCompileOptions? options, CancellationToken cancellationToken = default);
}
