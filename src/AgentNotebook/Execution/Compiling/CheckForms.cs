using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The forms in which a check can run over the variables of a notebook, whoever compiles them, and what its answer means.</summary>
internal static class CheckForms
{
    /// <summary>Sources that run the check, the one that tells most first. The first that compiles is taken; the last is the check as it was written.</summary>
    /// <param name="code">Declarations that the check uses; may be empty.</param>
    /// <param name="check">A condition, or a call of a test method of <paramref name="code"/>.</param>
    /// <param name="view">Binds a source over the variables of the notebook.</param>
    /// <returns>Each with the operands whose values its answer holds.</returns>
    internal static IEnumerable<(string Source, IReadOnlyList<string> Operands)> Of(string code, string check, Func<string, (CompilationUnitSyntax Root, SemanticModel Model)> view)
    {
        var (root, model) = view(code);
        var (told, methods) = CheckCode.Instrumented(root, model);
        if (SyntaxFactory.ParseExpression(check) is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var called } })
        {
            if (methods.TryGetValue(called, out var method))
            {
                yield return ($"{told}\n{CheckSource.OfMethod(check, method.Answer, method.Operands.Count)}", method.Operands);
            }

            if (root.Members.OfType<MethodDeclarationSyntax>().Any(test => test.Identifier.ValueText == called && test.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }))
            {
                yield return ($"{code}\n{check};\ntrue", []);
            }
        }

        var (whole, bound) = view(Written(code, check));
        if (whole.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var condition } }
            && CheckSource.WithOperands(condition, bound) is var (source, operands))
        {
            yield return ($"{code}\n{source}", operands);
        }

        yield return ($"{code}\n(bool)({check}\n)", []);
    }

    /// <summary>The check as it was written: errors are those of this source, not of what was made of it.</summary>
    internal static string Written(string code, string check) => $"{code}\n{check}";

    /// <summary>What the answer of one of the forms means.</summary>
    /// <param name="check">The check.</param>
    /// <param name="answer">What running the form gave.</param>
    /// <param name="operands">The operands of the form.</param>
    /// <param name="inWords">A value in one short line.</param>
    internal static CheckOutcome Outcome(string check, object? answer, IReadOnlyList<string> operands, Func<object?, string> inWords) => answer switch
    {
        true or object?[] and [true, ..] => new CheckOutcome(check, true, null, []),
        object?[] and [false, .. var values] => new CheckOutcome(check, false, null, [.. operands.Zip(values, (operand, value) => (operand, value))
            .Where(compared => compared.value is not Missing)
            .Select(compared => new CheckValue(compared.operand, inWords(compared.value)))]),
        _ => new CheckOutcome(check, false, null, []),
    };

    /// <summary>Why none of the forms compiles.</summary>
    /// <param name="error">The first error of the check as it was written; <see langword="null"/> when it has none.</param>
    internal static string Reason(Diagnostic? error) =>
        error is null ? "is no condition: a check is true or false"
        : error.Id == "CS0103" && error.Location.IsInSource
            ? $"there is no '{error.Location.SourceTree!.GetText().ToString(error.Location.SourceSpan)}' in the notebook yet: run the cell that declares it"
            : $"does not fit what is in the notebook: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";

    /// <summary>What a check that did not end in its time came to.</summary>
    internal static CheckOutcome TooLong(string check, TimeSpan limit, bool hasEnded) =>
        new(check, false, $"has not ended after {limit.TotalSeconds:0.###} s{(hasEnded ? "" : "; it is inside a call that does not end by itself, and goes on in the background")}", []);
}
