using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tests.Support;

/// <summary>A compiler that finds fault with the codes it was told, and with no other.</summary>
/// <param name="isBroken">Whether some code does not compile.</param>
public sealed class ObedientCompiler(Func<string, bool> isBroken) : IGuestCompiler
{
    public GuestCompilation Compile(string code, IReadOnlyList<string> checks, GuestCompileOptions? options, CancellationToken cancellationToken = default) =>
        isBroken(code)
            ? new GuestCompilation(null, [new CodeDiagnostic("CS1002", "; expected", 1, 1, 0, 1)])
            : new GuestCompilation(new GuestProgram { Submissions = [] }, []);
}
