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

    /// <summary>Whether a submission holds something that a later one can name, or share the type of.</summary>
    public static bool Declares(CSharpCompilation compilation, SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return root.Usings.Count > 0
            || root.Externs.Count > 0
            || root.Members.Any(member => member is not GlobalStatementSyntax)
            || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared)
            || root.DescendantNodes().Any(node => node is AnonymousObjectCreationExpressionSyntax);
    }

    /// <summary>The top-level variables that the submission gives a value where it declares them.</summary>
    public static IEnumerable<string> InitializedVariables(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members
            .OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Where(variable => variable.Initializer is not null)
            .Select(variable => variable.Identifier.ValueText);
}
