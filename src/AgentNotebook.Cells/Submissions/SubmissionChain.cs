using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Cells.Submissions;

/// <summary>The C# state of a notebook: submissions of which each sees the names of those before it.</summary>
/// <remarks>
/// The compiler turns a submission into a class whose fields are its variables. The constructor takes an array with the globals and all
/// earlier submissions, and puts the new one into it; <c>&lt;Initialize&gt;</c> runs the code. A submission joins the chain once it has
/// compiled. So code that throws half way keeps the variables it had set, and a variable it would have set later, if an earlier
/// submission has one of that name and type, keeps the earlier value.
/// </remarks>
internal sealed class SubmissionChain
{
    private static readonly CSharpParseOptions _parse = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);
    private static readonly EmitOptions _emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly Lock _gate = new();
    private object?[] _states = new object?[64];
    private int _count = 1;
    private CSharpCompilation? _head;

    public SubmissionChain(object globals) => _states[0] = globals;

    /// <summary>Parses a submission.</summary>
    /// <param name="code">C#.</param>
    /// <param name="path">What stack frames call its source.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    public static SyntaxTree Parse(string code, string path, CancellationToken cancellationToken) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), _parse, path, cancellationToken);

    /// <summary>Compiles a submission and adds it to the chain.</summary>
    /// <param name="tree">A tree made by <see cref="Parse"/>.</param>
    /// <param name="prepare">Called with the instance before it joins the chain; what it throws keeps the submission out.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    public SubmissionCompilation Add(SyntaxTree tree, Action<object>? prepare, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var compilation = CSharpCompilation.CreateScriptCompilation(
                $"cell-{Guid.NewGuid():N}",
                tree,
                CellReferences.All,
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    usings: CellReferences.Usings,
                    optimizationLevel: OptimizationLevel.Debug,
                    allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Disable),
                _head,
                returnType: null,
                globalsType: typeof(CellGlobals));
            using var assemblyImage = new MemoryStream();
            using var symbols = new MemoryStream();
            var emitted = compilation.Emit(assemblyImage, symbols, options: _emit, cancellationToken: cancellationToken);
            if (!emitted.Success)
            {
                var errors = Errors(emitted.Diagnostics);
                if (errors.Count > 0)
                {
                    return new SubmissionCompilation(null, errors);
                }

                _head = compilation;
                return new SubmissionCompilation(Submission.WithoutCode, []);
            }

            assemblyImage.Position = symbols.Position = 0;
            var assembly = AssemblyLoadContext.Default.LoadFromStream(assemblyImage, symbols);
            var type = assembly.GetType(compilation.GetEntryPoint(cancellationToken)!.ContainingType.MetadataName, throwOnError: true)!;
            return new SubmissionCompilation(Join(compilation, tree, type, prepare, cancellationToken), []);
        }
    }

    /// <summary>The latest variable or property of a name: its type, where the compiler knows it from, and a way to read it.</summary>
    public (ITypeSymbol Type, Compilation Compilation, Type RuntimeType, Func<object?> Read)? Find(string name)
    {
        lock (_gate)
        {
            for (var i = _count - 1; i > 0; i--)
            {
                var state = _states[i]!;
                var member = (MemberInfo?)state.GetType().GetField(name) ?? state.GetType().GetProperty(name);
                if (member is not null && Declared().FirstOrDefault(variable => variable.Name == name) is { Type: { } type, In: { } compilation })
                {
                    return member is FieldInfo field
                        ? (type, compilation, field.FieldType, () => field.GetValue(state))
                        : (type, compilation, ((PropertyInfo)member).PropertyType, () => ((PropertyInfo)member).GetValue(state));
                }
            }

            return null;
        }
    }

    /// <summary>The names of all variables, the latest first.</summary>
    public IReadOnlyList<string> VariableNames()
    {
        lock (_gate)
        {
            return [.. Declared().Select(variable => variable.Name).Distinct()];
        }
    }

    private IEnumerable<(string Name, ITypeSymbol Type, Compilation In)> Declared()
    {
        for (Compilation? link = _head; link is not null; link = link.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            foreach (var member in link.ScriptClass!.GetMembers().Where(member => member.CanBeReferencedByName && !member.IsImplicitlyDeclared))
            {
                if ((member as IFieldSymbol)?.Type is { } type || (type = (member as IPropertySymbol)?.Type) is not null)
                {
                    yield return (member.Name, type, link);
                }
            }
        }
    }

    private Submission Join(CSharpCompilation compilation, SyntaxTree tree, Type type, Action<object>? prepare, CancellationToken cancellationToken)
    {
        const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var initialize = type.GetMethod("<Initialize>", AnyInstance) ?? throw new MissingMethodException(type.FullName, "<Initialize>");
        var hasResult = SubmissionSyntax.HasResult(compilation, tree, cancellationToken);
        if (_count == _states.Length)
        {
            Array.Resize(ref _states, _states.Length * 2);
        }

        var instance = type.GetConstructors(AnyInstance).Single().Invoke([_states]);
        try
        {
            KeepEarlierValues(instance, SubmissionSyntax.InitializedVariables(tree));
            prepare?.Invoke(instance);
        }
        catch
        {
            _states[_count] = null;
            throw;
        }

        // A submission that declares nothing takes no place in the array.
        if (_states[_count] is not null)
        {
            _count++;
        }

        _head = compilation;
        return new Submission(instance, initialize, hasResult);
    }

    private void KeepEarlierValues(object instance, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var field = instance.GetType().GetField(name);
            for (var i = _count - 1; i > 0 && field is { IsStatic: false, IsInitOnly: false }; i--)
            {
                if (_states[i]!.GetType().GetField(name) is { IsStatic: false } earlier)
                {
                    if (earlier.FieldType == field.FieldType)
                    {
                        field.SetValue(instance, earlier.GetValue(_states[i]));
                    }

                    break;
                }
            }
        }
    }

    private static List<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start)];
}
