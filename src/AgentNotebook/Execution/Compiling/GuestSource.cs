using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Finds a guest's result in its source and names it <c>result</c>, without moving a line.</summary>
internal static class GuestSource
{
    internal const string ResultName = "result";

    /// <summary>The expression whose value the code answers with: its last statement without a semicolon, or a <c>return</c> at its end.</summary>
    internal static ExpressionSyntax? Answer(CompilationUnitSyntax root) =>
        root.Members.LastOrDefault() is not GlobalStatementSyntax last ? null : last.Statement switch
        {
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement => statement.Expression,
            ReturnStatementSyntax { Expression: { } value } => value,
            _ => null,
        };

    /// <summary>Whether the code can end early with a value of its own.</summary>
    internal static bool ReturnsEarly(CompilationUnitSyntax root) =>
        root.Members.OfType<GlobalStatementSyntax>()
            .SelectMany(member => member.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            .OfType<ReturnStatementSyntax>()
            .Any(statement => statement.Expression is not null && statement.Parent is not GlobalStatementSyntax);

    /// <summary>A variable of that name at the top level of the code, whatever its type.</summary>
    internal static bool DeclaresResult(Compilation compilation) => compilation.ScriptClass!.GetMembers(ResultName).Length > 0;

    /// <summary>Whether the code uses the name anywhere. Declaring it then could make sense of what is an error, or change what it means.</summary>
    internal static bool MentionsResult(CompilationUnitSyntax root) =>
        root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == ResultName);

    /// <summary>The type of the top-level variable <c>result</c>.</summary>
    internal static ITypeSymbol? ResultVariable(Compilation compilation) =>
        compilation.ScriptClass!.GetMembers(ResultName).FirstOrDefault() switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            _ => null,
        };

    /// <summary>The source in which <paramref name="answer"/> is also the variable <c>result</c>, so that checks can name it.</summary>
    internal static SourceText NameAnswer(SourceText source, ExpressionSyntax answer, bool hasType)
    {
        var declaration = hasType ? "var " : "object ";
        var returns = answer.Parent as ReturnStatementSyntax;
        var start = returns?.SpanStart ?? answer.SpanStart;
        return source.WithChanges(
            new TextChange(TextSpan.FromBounds(start, answer.SpanStart), $"{declaration}{ResultName} = "),
            new TextChange(new TextSpan(answer.Span.End, 0), returns is null ? $"; {ResultName}" : $"; return {ResultName}"));
    }

    /// <summary>The source with one more line, such as the <c>result</c> it is to answer with.</summary>
    internal static SourceText Append(SourceText source, string line) =>
        source.WithChanges(new TextChange(new TextSpan(source.Length, 0), $"\n{line}"));
}
