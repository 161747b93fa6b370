using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Polyglot.Engine;

/// <summary>The C# kernel's state: reads its variables, and runs code over them of which nothing stays.</summary>
/// <remarks>
/// The state is Roslyn's <c>ScriptState</c>, of the version the engine carries. The library compiles against an older Roslyn without its
/// scripting part, so the few members used here are bound when they are called.
/// </remarks>
/// <param name="state">A <c>Microsoft.CodeAnalysis.Scripting.ScriptState</c>.</param>
internal sealed class EngineScript(dynamic state)
{
    private static readonly string _framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The variables, the last of each name, in the order of their names.</summary>
    public IReadOnlyList<EngineVariable> Variables()
    {
        var variables = new SortedDictionary<string, EngineVariable>(StringComparer.Ordinal);
        foreach (dynamic variable in state.Variables)
        {
            string name = variable.Name;
            Type type = variable.Type;
            variables[name] = new EngineVariable(name, type, () => (object?)variable.Value);
        }

        return [.. variables.Values];
    }

    /// <summary>The type of a variable as C# source.</summary>
    /// <returns><see langword="null"/> when it is not the framework's.</returns>
    public string? TypeOf(string variable)
    {
        for (Compilation? compilation = Compilation(state.Script); compilation is not null; compilation = compilation.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            if (compilation.ScriptClass?.GetMembers(variable).FirstOrDefault() is IFieldSymbol field)
            {
                return TypeSource.Of(field.Type, compilation, IsFramework);
            }
        }

        return null;
    }

    /// <summary>Binds code over the variables.</summary>
    public Compilation Bind(string code) => Compilation(state.Script.ContinueWith(code));

    /// <summary>Runs code over the variables. What it declares does not stay; what it changes does.</summary>
    /// <returns>The value of its last expression.</returns>
    public async Task<object?> RunAsync(string code, CancellationToken cancellationToken)
    {
        dynamic next = state.Script.ContinueWith(code);
        Func<Exception, bool> caught = _ => true;
        Task running = next.RunFromAsync(state, caught, cancellationToken);
        await running;
        dynamic after = ((dynamic)running).Result;
        if ((Exception?)after.Exception is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        return (object?)after.ReturnValue;
    }

    /// <summary>The errors of a compilation.</summary>
    public static ImmutableArray<Diagnostic> Errors(Compilation compilation, CancellationToken cancellationToken) =>
        [.. compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static Compilation Compilation(dynamic script) => script.GetCompilation();

    private static bool IsFramework(MetadataReference reference) =>
        reference is PortableExecutableReference { FilePath: { } path } && Path.GetDirectoryName(path) == _framework;
}
