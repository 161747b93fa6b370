using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Compiles guest code and its checks as a chain of C# submissions. The compiler stays warm in the parent; a worker only loads what comes out.</summary>
/// <remarks>
/// The code's result is its last expression, written without a semicolon, or a <c>return</c> at its end, or else its variable named <c>result</c>.
/// Checks see every top-level name of the code, and <c>result</c>.
/// </remarks>
public sealed class GuestCompiler : IGuestCompiler
{
    /// <summary>The longest code that is compiled.</summary>
    /// <value>1,048,576 characters.</value>
    public const int MaximumCodeLength = 1 << 20;

    /// <summary>The longest check that is compiled.</summary>
    /// <value>65,536 characters.</value>
    public const int MaximumCheckLength = 1 << 16;

    /// <summary>The most errors reported for one piece of code or one check.</summary>
    /// <value>100.</value>
    public const int MaximumErrors = 100;

    /// <summary>How long compiling the code and its checks may take: there is code of a few lines whose types take the compiler years.</summary>
    /// <value>Default 30 s; more than zero.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Namespaces every guest sees without asking: those an SDK project imports implicitly.</summary>
    public static readonly IReadOnlyList<string> ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly CSharpParseOptions _parse = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Parses and binds <paramref name="code"/> as one guest submission, for asking the compiler about it.</summary>
    /// <param name="code">C# submission.</param>
    /// <param name="previous">The submission before it in the chain.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    /// <returns>The bound compilation; nothing is emitted.</returns>
    /// <exception cref="ArgumentException">The code is longer than <see cref="MaximumCodeLength"/> or nests brackets too deeply; <see cref="Compile(string, IReadOnlyList{string}, GuestCompileOptions, CancellationToken)"/> reports that as an error.</exception>
    public static CSharpCompilation CreateCompilation(string code, CSharpCompilation? previous = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Unparsable(code) is { } refusal)
        {
            throw new ArgumentException(refusal.Message, nameof(code));
        }

        return DeepStack.Run(code.Length, Timeout.InfiniteTimeSpan, token => CreateCompilation(code, previous, ordinal: Depth(previous), token), cancellationToken);
    }

    /// <summary>Compiles the code and its checks.</summary>
    /// <param name="code">C# submission, at most <see cref="MaximumCodeLength"/> characters.</param>
    /// <param name="checks">C# expressions of type <see langword="bool"/>.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <returns>A program, or the errors. A check that does not compile against the code is an error like any other, marked with the check.</returns>
    public GuestCompilation Compile(string code, IReadOnlyList<string> checks, CancellationToken cancellationToken = default) =>
        Compile(code, checks, options: null, cancellationToken);

    /// <summary>Compiles the code and its checks with what the user hands to them.</summary>
    /// <param name="code">C# submission, at most <see cref="MaximumCodeLength"/> characters.</param>
    /// <param name="checks">C# expressions of type <see langword="bool"/>.</param>
    /// <param name="options">Assemblies to refer to and variables to start with; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <returns>A program, or the errors. A variable whose type does not compile is an error like any other; its message names the variable.</returns>
    /// <exception cref="GuestReferenceException">An assembly of the options cannot be used; the message names the file and the way out.</exception>
    public GuestCompilation Compile(string code, IReadOnlyList<string> checks, GuestCompileOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(checks);
        options ??= GuestCompileOptions.Default;
        if (Unparsable(code) is { } refusal)
        {
            return new GuestCompilation(null, [refusal]);
        }

        var libraries = GuestLibrary.ReadAll(options.References);
        try
        {
            return DeepStack.Run(code.Length, TimeLimit, token => CompileParsable(code, checks, options, libraries, token), cancellationToken);
        }
        catch (TimeoutException)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture, $"The compiler did not come to an end within {TimeLimit.TotalSeconds:0.###} s. Nest lambdas and conditions less deeply."));
        }
        catch (InsufficientExecutionStackException)
        {
            return Refused("The code nests too deeply for the compiler. Build the value in steps.");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException or GuestReferenceException))
        {
            // The parser throws at some code that is far from right: an error of the code like any other.
            return Refused($"The compiler itself fails at this code ({exception.Message}). Write it in another way.");
        }

        GuestCompilation Refused(string message) => new(null, [new CodeDiagnostic(GuestDiagnostics.CodeId, message, 1, 1, 0, code.Length)]);
    }

    /// <summary>Why <paramref name="code"/> is not even given to the parser; <see langword="null"/> when it is.</summary>
    internal static CodeDiagnostic? Unparsable(string code, string? check = null)
    {
        var id = check is null ? GuestDiagnostics.CodeId : GuestDiagnostics.CheckId;
        var most = check is null ? MaximumCodeLength : MaximumCheckLength;
        if (code.Length > most)
        {
            return new CodeDiagnostic(id, string.Create(CultureInfo.InvariantCulture, $"This is {code.Length:N0} characters long; at most {most:N0} are compiled. Keep large data out of the code."), 1, 1, 0, code.Length, check);
        }

        var deep = Nesting.TooDeepAt(code);
        if (deep < 0)
        {
            return null;
        }

        var position = SourceText.From(code).Lines.GetLinePosition(deep);
        return new CodeDiagnostic(id, $"Brackets are nested more than {Nesting.Maximum} deep here, or prefix operators more than {Nesting.MaximumPrefixes:N0}; close some, or build the value in steps.", position.Line + 1, position.Character + 1, deep, 1, check);
    }

    // Against few references first, which is what most code needs and takes half the time. What they are not enough for is compiled, and told of, against all.
    private static GuestCompilation CompileParsable(string code, IReadOnlyList<string> checks, GuestCompileOptions options, IReadOnlyList<GuestLibrary> libraries, CancellationToken cancellationToken)
    {
        if (libraries.Count == 0 && CompileAgainst(GuestTemplate.Common, code, checks, options, libraries, cancellationToken) is { Program: not null } compiled)
        {
            return compiled;
        }

        var template = libraries.Count == 0 ? GuestTemplate.All : GuestTemplate.With(libraries.Select(library => library.Reference));
        return CompileAgainst(template, code, checks, options, libraries, cancellationToken);
    }

    private static GuestCompilation CompileAgainst(
        GuestTemplate template, string code, IReadOnlyList<string> checks, GuestCompileOptions options, IReadOnlyList<GuestLibrary> libraries, CancellationToken cancellationToken)
    {
        var (declared, declarations, wrong) = GuestDeclarations.Compile(options.Variables, template, cancellationToken);
        if (wrong.Count > 0)
        {
            return new GuestCompilation(null, wrong);
        }

        var written = declared is null ? template.Of(code, cancellationToken) : CreateCompilation(code, declared, Depth(declared), cancellationToken);
        var (compilation, submission, hasResult, type) = CodeEmitter.Emit(written, cancellationToken);
        if (submission is null)
        {
            // Told of the code as it was written, never of the rewritten one: lines and columns are the author's.
            return new GuestCompilation(null, GuestDiagnostics.Describe(written.Emit(Stream.Null, cancellationToken: cancellationToken).Diagnostics, check: null));
        }

        var submissions = new List<GuestSubmission> { submission };
        var checkErrors = new List<CodeDiagnostic>();
        var previous = compilation;
        GuestSubmission? checkCode = null;
        IReadOnlyDictionary<string, CheckMethod> methods = new Dictionary<string, CheckMethod>();
        if (!string.IsNullOrWhiteSpace(options.CheckCode))
        {
            (var declaring, checkCode, methods, var unfit) = CheckCode.Compile(options.CheckCode, previous, Depth(previous), cancellationToken);
            if (declaring is null)
            {
                return new GuestCompilation(null, unfit);
            }

            previous = declaring;
        }

        for (var index = 0; index < checks.Count; index++)
        {
            var (next, compiled, found) = CheckCompiler.Compile(checks[index], Depth(previous), previous, methods, cancellationToken);
            checkErrors.AddRange(found);
            if (compiled is not null)
            {
                submissions.Add(compiled);
                previous = next!;
            }
        }

        return checkErrors.Count > 0
            ? new GuestCompilation(null, [.. checkErrors.Take(MaximumErrors)])
            : new GuestCompilation(
                new GuestProgram
                {
                    Submissions = submissions,
                    HasResult = hasResult,
                    ResultType = type,
                    Declarations = declarations,
                    Variables = options.Variables,
                    CheckCode = checkCode,
                    Libraries = [.. libraries.Select(library => library.Image)],
                },
                []);
    }

    internal static CSharpCompilation CreateCompilation(string code, CSharpCompilation? previous, int ordinal, CancellationToken cancellationToken) =>
        previous is null && ordinal == 0
            ? GuestTemplate.All.Of(code, cancellationToken)
            : Create(code, previous, ordinal, previous?.ExternalReferences ?? GuestReferences.All, cancellationToken);

    internal static CSharpCompilation Create(string code, CSharpCompilation? previous, int ordinal, IEnumerable<MetadataReference> references, CancellationToken cancellationToken) =>
        CSharpCompilation.CreateScriptCompilation(
            $"guest-{ordinal}",
            Parse(code, cancellationToken),
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: $"Submission#{ordinal}",
                usings: [.. ImplicitUsings, GuestReferences.ExchangeType],
                // The line of an exception is what a revision depends on. Of 15 faults (index, null, division, overflow; in loops, lambdas and local
                // functions, before and after tier-up) Debug reported 14 on their statement and Release 5: the optimizing JIT shares one throw
                // site among range checks. Debug costs about 1.6 times the time of a tight array loop and next to nothing elsewhere.
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                deterministic: true,
                // All of it on the one thread whose stack was made for this code: on a thread of the pool, code that nests far ends the process.
                concurrentBuild: false),
            previous);

    /// <summary>The same compilation of another text; keeps the bound references, which are most of its cost.</summary>
    internal static CSharpCompilation ReplaceSource(CSharpCompilation compilation, string code, CancellationToken cancellationToken) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse(code, cancellationToken));

    private static SyntaxTree Parse(string code, CancellationToken cancellationToken) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), _parse, path: "cell.csx", cancellationToken: cancellationToken);

    private static int Depth(CSharpCompilation? compilation)
    {
        var depth = 0;
        for (Compilation? link = compilation; link is not null; link = link.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            depth++;
        }

        return depth;
    }
}
