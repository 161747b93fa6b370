using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair;

/// <summary>Text changes, and the small pieces of source they are made from.</summary>
internal static class Edit
{
    public static TextChange Replace(SyntaxNode node, string text) => new(node.Span, text);

    public static TextChange Replace(SyntaxToken token, string text) => new(token.Span, text);

    public static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    public static TextChange Delete(TextSpan span) => new(span, "");

    /// <summary>A statement on a line of its own before another; wraps a bare body in braces.</summary>
    public static IReadOnlyList<TextChange> Before(CodeView view, StatementSyntax statement, string text)
    {
        var indent = Places.Indent(view, statement);
        return statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax
            ? [Insert(statement.SpanStart, text + "\n" + indent)]
            : [Insert(statement.SpanStart, "{ " + text + " "), Insert(statement.Span.End, " }")];
    }

    /// <summary>A statement on a line of its own after another; wraps a bare body in braces.</summary>
    public static IReadOnlyList<TextChange> After(CodeView view, StatementSyntax statement, string text)
    {
        var indent = Places.Indent(view, statement);
        return statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax
            ? [Insert(statement.Span.End, "\n" + indent + text)]
            : [Insert(statement.SpanStart, "{ "), Insert(statement.Span.End, " " + text + " }")];
    }

    /// <summary>A statement at the end of a body.</summary>
    public static IReadOnlyList<TextChange> AtEnd(CodeView view, StatementSyntax body, string text)
    {
        if (body is not BlockSyntax block)
        {
            return [Insert(body.SpanStart, "{ "), Insert(body.Span.End, " " + text + " }")];
        }

        var indent = block.Statements.Count > 0 ? Places.Indent(view, block.Statements[0]) : Places.Indent(view, block) + "    ";
        var line = view.Text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart);
        var margin = line.ToString()[..(block.CloseBraceToken.SpanStart - line.Start)];
        return string.IsNullOrWhiteSpace(margin)
            ? [Insert(block.CloseBraceToken.SpanStart, (indent.StartsWith(margin, StringComparison.Ordinal) ? indent[margin.Length..] : "    ") + text + "\n" + margin)]
            : [Insert(block.CloseBraceToken.SpanStart, text + " ")];
    }

    /// <summary>A statement at the start of a block.</summary>
    public static IReadOnlyList<TextChange> AtStart(CodeView view, BlockSyntax block, string text)
    {
        var indent = block.Statements.Count > 0 && view.LineOf(block.SpanStart) != view.LineOf(block.Statements[0].SpanStart)
            ? Places.Indent(view, block.Statements[0])
            : Places.Indent(view, block) + "    ";
        return [Insert(block.OpenBraceToken.Span.End, "\n" + indent + text)];
    }

    /// <summary>The expression's text, in parentheses unless it binds as tightly as a name.</summary>
    public static string Tight(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or ThisExpressionSyntax or GenericNameSyntax or InterpolatedStringExpressionSyntax or PredefinedTypeSyntax => expression.ToString(),
        _ => $"({expression})",
    };

    public static ExpressionSyntax Bare(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : expression;

    /// <summary>A type as source that means the same wherever it stands.</summary>
    public static string TypeName(ITypeSymbol type) => type.ToDisplayString(
        SymbolDisplayFormat.MinimallyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));

    /// <summary>The value a variable of this type usually starts from.</summary>
    public static string Initial(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return "\"\"";
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return "false";
        }

        if (type is IArrayTypeSymbol)
        {
            return "[]";
        }

        if (Kinds.IsNumeric(type))
        {
            return "0";
        }

        if (Kinds.Concrete(type) is { } concrete)
        {
            return concrete;
        }

        return type.IsReferenceType ? "null" : "default";
    }
}
