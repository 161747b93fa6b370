using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using AgentNotebook.Cells.Interrupts;
using AgentNotebook.Cells.Submissions.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    // A recursion without end becomes an exception: a stack that overflows would take the whole process, and what was not flushed, along.
    private static readonly EmitOptions _emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb, instrumentationKinds: [InstrumentationKind.StackOverflowProbing]);

    private static long _submissions;

    private readonly Lock _gate = new();
    private readonly OverloadsAcrossCells _overloads = new();
    private object?[] _states = new object?[64];
    private int _count = 1;
    private CSharpCompilation? _head;
    private ReferenceSet? _given;
    private Imports _imports = Imports.Implicit;

    /// <summary>A chain without submissions.</summary>
    /// <param name="globals">A <see cref="CellGlobals"/>, or what has its members.</param>
    public SubmissionChain(object globals)
    {
        _states[0] = globals;
        NameIndex.Prepare();
    }

    private ReferenceSet References
    {
        get => _given ??= ReferenceSet.Core;
        set => _given = value;
    }

    /// <summary>Lets the submissions from now on use assemblies.</summary>
    /// <param name="paths">Full paths of assemblies that can be read; one that is there already is left out.</param>
    public void Reference(IEnumerable<string> paths)
    {
        lock (_gate)
        {
            References = References.WithFiles(paths);
        }
    }

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
            using var assemblyImage = new MemoryStream();
            using var symbols = new MemoryStream();
            var (compilation, emitted, references, imports, errors) = Emit(tree, assemblyImage, symbols, cancellationToken);
            if (errors is { Count: > 0 })
            {
                return new SubmissionCompilation(null, errors);
            }

            if (errors is not null)
            {
                (_head, References, _imports) = (compilation, references, imports);
                return new SubmissionCompilation(Submission.WithoutCode, []);
            }

            var type = SubmissionLoader.Load(compilation, assemblyImage, symbols);
            var submission = Join(compilation, emitted, type, prepare, cancellationToken);
            (References, _imports) = (references, imports);
            return new SubmissionCompilation(submission, []);
        }
    }

    /// <summary>Binds code as the submission that would come next, for asking the compiler about it. The chain stays as it is.</summary>
    /// <param name="tree">A tree made by <see cref="Parse"/>; it may be unfinished.</param>
    /// <param name="withAllExtensions">Whether every extension method of the namespaces in view is to be there, named or not.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    public SubmissionView View(SyntaxTree tree, bool withAllExtensions, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var (references, imports) = Plan(tree, cancellationToken);
            references = withAllExtensions ? ReferencePlanner.WithExtensions(references, imports) : references;
            return new SubmissionView(Compile(tree, references), tree, references, imports);
        }
    }

    /// <summary>Compiles an expression that sees the chain. The chain stays as it is.</summary>
    /// <param name="tree">A tree made by <see cref="Parse"/>.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    public SubmissionCompilation Evaluate(SyntaxTree tree, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            using var image = new MemoryStream();
            using var symbols = new MemoryStream();
            var (compilation, emitted, _, _, errors) = Emit(tree, image, symbols, cancellationToken);
            if (errors is not null)
            {
                return new SubmissionCompilation(errors.Count == 0 ? Submission.WithoutCode : null, errors);
            }

            // A copy, for the constructor puts the new one into its place.
            var (instance, initialize) = SubmissionLoader.Instantiate(SubmissionLoader.Load(compilation, image, symbols), [.. _states.AsSpan(0, _count), null]);
            return new SubmissionCompilation(new Submission(instance, initialize, SubmissionSyntax.HasResult(compilation, emitted, cancellationToken)), []);
        }
    }

    /// <summary>The file of an assembly that cells may use.</summary>
    /// <param name="assembly">Its simple name.</param>
    public string? PathOf(string assembly)
    {
        lock (_gate)
        {
            return AssemblyCatalog.Shared.Contains(assembly)
                ? AssemblyCatalog.Shared.PathOf(assembly)
                : References.Files.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(assembly, StringComparison.OrdinalIgnoreCase));
        }
    }

    private (ReferenceSet References, Imports Imports) Plan(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        var imports = _imports.With(root);
        return (ReferencePlanner.Plan(References, root, imports), imports);
    }

    /// <summary>Compiles code with checks for an interrupt; without them when they do not compile and it does.</summary>
    /// <returns>The tree that was compiled. The errors: <see langword="null"/> when there is an image, none when there is nothing to make one of.</returns>
    private (CSharpCompilation Compilation, SyntaxTree Tree, ReferenceSet References, Imports Imports, List<Diagnostic>? Errors) Emit(
        SyntaxTree tree, MemoryStream image, MemoryStream symbols, CancellationToken cancellationToken)
    {
        var (references, imports) = Plan(tree, cancellationToken);
        var interruptible = InterruptChecks.Into(tree, cancellationToken);
        while (true)
        {
            var compilation = Compile(interruptible, references);
            var emitted = compilation.Emit(image, symbols, options: _emit, cancellationToken: cancellationToken);
            if (emitted.Success)
            {
                return (compilation, interruptible, references, imports, Mistaken(tree, references, cancellationToken));
            }

            image.SetLength(0);
            symbols.SetLength(0);
            // Ends, for every round brings in an assembly and the catalog has only so many.
            var errors = Errors(emitted.Diagnostics);
            var complete = references.With(MissingReferences.NamedBy(errors));
            if (!ReferenceEquals(complete, references))
            {
                references = complete;
            }
            else if (!ReferenceEquals(interruptible, tree))
            {
                // Errors are told with the columns that the person wrote.
                interruptible = tree;
            }
            else
            {
                return (compilation, tree, references, imports, errors);
            }
        }
    }

    private List<Diagnostic>? Mistaken(SyntaxTree tree, ReferenceSet references, CancellationToken cancellationToken) =>
        _overloads.MayBeIn(tree) && OverloadsAcrossCells.Find(Compile(tree, references), tree, cancellationToken) is { Count: > 0 } calls ? calls : null;

    private CSharpCompilation Compile(SyntaxTree tree, ReferenceSet references)
    {
        Seasoning.Season(references);
        return CSharpCompilation.CreateScriptCompilation(
            string.Create(CultureInfo.InvariantCulture, $"cell-{Interlocked.Increment(ref _submissions)}"),
            tree,
            references.References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                usings: references.Usings,
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                concurrentBuild: false,
                nullableContextOptions: NullableContextOptions.Disable),
            _head,
            returnType: null,
            globalsType: typeof(CellGlobals));
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
        var hasResult = SubmissionSyntax.HasResult(compilation, tree, cancellationToken);
        if (_count == _states.Length)
        {
            Array.Resize(ref _states, _states.Length * 2);
        }

        var (instance, initialize) = SubmissionLoader.Instantiate(type, _states);
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

        // What nothing later can name takes no place: every submission costs those after it time and memory.
        if (!SubmissionSyntax.Declares(compilation, tree))
        {
            _states[_count] = null;
        }
        else
        {
            _head = compilation;
            _overloads.Add(tree);
            if (_states[_count] is not null)
            {
                _count++;
            }
        }

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
