using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Compiles the declarations that checks use: a submission between the code and its checks.</summary>
internal static class CheckCode
{
    private const string Label = "cell";

    /// <summary>Compiles <paramref name="code"/>; on success returns the compilation to chain the first check to.</summary>
    /// <returns>
    /// Also what each of its methods that answers with a <see langword="bool"/> compares in its <c>return</c> statements: the source of the
    /// operands, and the variable that receives their values.
    /// </returns>
    internal static (CSharpCompilation? Compilation, GuestSubmission? Submission, IReadOnlyDictionary<string, CheckMethod> Methods, IReadOnlyList<CodeDiagnostic> Errors) Compile(
        string code, CSharpCompilation previous, int ordinal, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, CheckMethod>();
        if (GuestCompiler.Unparsable(code, Label) is { } refusal)
        {
            return (null, null, none, [refusal]);
        }

        var compilation = GuestCompiler.CreateCompilation(code, previous, ordinal, cancellationToken);
        var tree = compilation.SyntaxTrees[0];
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        if (root.Members.FirstOrDefault(member => member is GlobalStatementSyntax) is { } statement && !root.ContainsDiagnostics)
        {
            var place = statement.GetLocation().GetLineSpan().StartLinePosition;
            return (null, null, none, [new CodeDiagnostic(GuestDiagnostics.CheckId, "Check code holds declarations only: methods, types, variables.", place.Line + 1, place.Character + 1, statement.SpanStart, statement.Span.Length, At(place.Line + 1))]);
        }

        if (GuestEmitter.TryEmit(compilation, check: null, [], cancellationToken) is not { } plain)
        {
            return (null, null, none, [.. GuestDiagnostics.Errors(compilation, Label, cancellationToken).Select(error => error with { Check = At(error.Line) })]);
        }

        var (source, methods) = Instrumented(root, compilation.GetSemanticModel(tree));
        var isVoid = Methods(root, SyntaxKind.VoidKeyword).Select(method => KeyValuePair.Create(method.Identifier.ValueText, new CheckMethod("", [])));
        if (methods.Count > 0)
        {
            var instrumented = GuestCompiler.ReplaceSource(compilation, source, cancellationToken);
            // A type that cannot be kept in a variable (a span, a pointer) leaves the methods as they were written.
            if (GuestEmitter.TryEmit(instrumented, check: null, [], cancellationToken) is { } telling)
            {
                return (instrumented, telling, new Dictionary<string, CheckMethod>(methods.Concat(isVoid)), []);
            }
        }

        return (compilation, plain, new Dictionary<string, CheckMethod>(isVoid), []);
    }

    private static string At(int line) => $"{Label}, line {line}";

    /// <summary>Lets each method that answers with a <see langword="bool"/> keep what it compares. Void methods are not among those that are returned.</summary>
    internal static (string Source, Dictionary<string, CheckMethod> Methods) Instrumented(CompilationUnitSyntax root, SemanticModel model)
    {
        var (changes, methods) = (new List<TextChange>(), new Dictionary<string, CheckMethod>());
        foreach (var method in Methods(root, SyntaxKind.BoolKeyword))
        {
            var (name, answer) = (method.Identifier.ValueText, $"__check_answer_{method.Identifier.ValueText}");
            var operands = new CheckOperands(model, $"__check_operand_{name}_", answer);
            var conditions = Answers(method).Select(condition => (condition.Span, Captured: operands.Capture(condition))).ToList();
            if (operands.Shown is { Count: > 0 } shown)
            {
                changes.AddRange(conditions.Select(condition => new TextChange(condition.Span, operands.Rewrite(condition.Captured))));
                methods[name] = new CheckMethod(answer, shown);
            }
        }

        var text = root.GetText().WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();
        return ($"{text}\n{string.Concat(methods.Values.Select(method => $"static object[] {method.Answer}; "))}", methods);
    }

    // An overloaded name does not say which method a check calls.
    private static IEnumerable<MethodDeclarationSyntax> Methods(CompilationUnitSyntax root, SyntaxKind returned) => root.Members.OfType<MethodDeclarationSyntax>()
        .GroupBy(method => method.Identifier.ValueText)
        .Where(same => same.Count() == 1)
        .Select(same => same.Single())
        .Where(method => method.TypeParameterList is null && method.ReturnType is PredefinedTypeSyntax type && type.Keyword.IsKind(returned));

    private static IEnumerable<ExpressionSyntax> Answers(MethodDeclarationSyntax method) =>
        method.ExpressionBody is { } arrow
            ? [arrow.Expression]
            : method.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(statement => statement.Expression)
                .OfType<ExpressionSyntax>();
}
