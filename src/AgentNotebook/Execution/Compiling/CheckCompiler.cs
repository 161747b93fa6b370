using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Compiles one check as a submission that follows the code it judges.</summary>
internal static class CheckCompiler
{
    /// <summary>Compiles <paramref name="check"/>; on success returns the compilation to chain the next one to.</summary>
    internal static (CSharpCompilation? Compilation, GuestSubmission? Submission, IReadOnlyList<CodeDiagnostic> Errors) Compile(
        string check, int ordinal, CSharpCompilation previous, IReadOnlyDictionary<string, CheckMethod> methods, CancellationToken cancellationToken)
    {
        if (GuestCompiler.Unparsable(check, check) is { } refusal)
        {
            return (null, null, [refusal]);
        }

        var compilation = GuestCompiler.CreateCompilation(check, previous, ordinal, cancellationToken);
        var tree = compilation.SyntaxTrees[0];
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        if (GuestDiagnostics.Describe(tree.GetDiagnostics(cancellationToken), check) is { Count: > 0 } ungrammatical)
        {
            return (null, null, ungrammatical);
        }

        if (root.Members is not [GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression } }] || root.Usings.Count > 0)
        {
            return Refused(check, "A check is one C# expression of type bool, or a call of a void method of the check code, without a semicolon.");
        }

        var model = compilation.GetSemanticModel(tree);
        var method = expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } ? methods.GetValueOrDefault(name) : null;
        var isBool = model.ClassifyConversion(expression, compilation.GetSpecialType(SpecialType.System_Boolean)) is { Exists: true, IsImplicit: true };
        if (!isBool)
        {
            if (GuestDiagnostics.Errors(compilation, check, cancellationToken) is { Count: > 0 } errors)
            {
                return (null, null, errors);
            }

            if (method is { Answer: "" })
            {
                var (source, operands) = CheckSource.OfVoid(check);
                var call = GuestCompiler.ReplaceSource(compilation, source, cancellationToken);
                return (call, GuestEmitter.TryEmit(call, check, operands, cancellationToken), []);
            }

            var type = model.GetTypeInfo(expression).Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "no type";
            return Refused(check, $"A check is an expression of type bool; this one has type {type}. Compare it with what you expect.");
        }

        if (method is { Answer.Length: > 0 })
        {
            var call = GuestCompiler.ReplaceSource(compilation, CheckSource.OfMethod(check, method.Answer, method.Operands.Count), cancellationToken);
            if (GuestEmitter.TryEmit(call, check, method.Operands, cancellationToken) is { } telling)
            {
                return (call, telling, []);
            }
        }

        if (CheckSource.WithOperands(expression, model) is { } rewritten)
        {
            var instrumented = GuestCompiler.ReplaceSource(compilation, rewritten.Source, cancellationToken);
            // A type that cannot be kept in a variable (a span, a pointer) leaves the check as it was written.
            if (GuestEmitter.TryEmit(instrumented, check, rewritten.Operands, cancellationToken) is { } submission)
            {
                return (instrumented, submission, []);
            }
        }

        var plain = GuestCompiler.ReplaceSource(compilation, $"(bool)({check}\n)", cancellationToken);
        return GuestEmitter.TryEmit(plain, check, [], cancellationToken) is { } emitted
            ? (plain, emitted, [])
            : (null, null, GuestDiagnostics.Errors(compilation, check, cancellationToken));
    }

    private static (CSharpCompilation?, GuestSubmission?, IReadOnlyList<CodeDiagnostic>) Refused(string check, string message) =>
        (null, null, [new CodeDiagnostic(GuestDiagnostics.CheckId, message, 1, 1, 0, check.Length, check)]);
}
