using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Questions about a submission's syntax.</summary>
internal static class SubmissionSyntax
{
    /// <summary>Whether a submission gives a value: it returns one, or ends in an expression without a semicolon that is not void.</summary>
    public static bool HasResult(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        if (root.DescendantNodes(node => node is CompilationUnitSyntax or GlobalStatementSyntax or StatementSyntax).OfType<ReturnStatementSyntax>().Any(r => r.Expression is not null))
        {
            return true;
        }

        return root.Members.LastOrDefault(member => member is GlobalStatementSyntax) is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression, cancellationToken).ConvertedType is { } type
            && type.SpecialType != SpecialType.System_Void;
    }

    /// <summary>The top-level variables that the submission gives a value where it declares them.</summary>
    public static IEnumerable<string> InitializedVariables(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members
            .OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Where(variable => variable.Initializer is not null)
            .Select(variable => variable.Identifier.ValueText);
}
