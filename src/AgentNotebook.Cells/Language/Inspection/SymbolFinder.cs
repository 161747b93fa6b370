using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language.Inspection;

/// <summary>Finds what a place in code is about: the name at it, or the call whose arguments it is in.</summary>
internal static class SymbolFinder
{
    public static Finding? Find(SubmissionView view, int position, CancellationToken cancellationToken)
    {
        var root = view.Tree.GetRoot(cancellationToken);
        var token = Named(root, position);
        return (token is { } named ? OfName(view.Model, named, cancellationToken) : null) ?? OfCall(view.Model, root, position);
    }

    private static SyntaxToken? Named(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Min(position, Math.Max(0, root.FullSpan.End - 1)));
        if (IsName(token) && token.Span.Contains(position))
        {
            return token;
        }

        var before = position > 0 ? root.FindToken(position - 1) : default;
        return IsName(before) && before.Span.End >= position && before.SpanStart < position ? before : null;
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.Kind() is SyntaxKind.ThisKeyword or SyntaxKind.BaseKeyword or SyntaxKind.NewKeyword || SyntaxFacts.IsPredefinedType(token.Kind());

    private static Finding? OfName(SemanticModel model, SyntaxToken token, CancellationToken cancellationToken)
    {
        if (token.Parent is not { } node)
        {
            return null;
        }

        if (model.GetDeclaredSymbol(node, cancellationToken) is { } declared && token.IsKind(SyntaxKind.IdentifierToken))
        {
            return new Finding([declared], -1, null);
        }

        var info = model.GetSymbolInfo(node, cancellationToken);
        var symbols = info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node && model.GetSymbolInfo(creation, cancellationToken) is var made)
        {
            symbols = made.Symbol is { } constructor ? [constructor] : made.CandidateSymbols.IsEmpty ? symbols : made.CandidateSymbols;
        }

        if (symbols.IsEmpty)
        {
            symbols = model.GetMemberGroup(node, cancellationToken);
        }

        return symbols.IsEmpty ? null : new Finding([.. symbols.Concat(Others(model, node, symbols)).Distinct(SymbolEqualityComparer.Default)], -1, null);
    }

    private static IEnumerable<ISymbol> Others(SemanticModel model, SyntaxNode node, IEnumerable<ISymbol> found) =>
        found.FirstOrDefault() is IMethodSymbol { MethodKind: not MethodKind.Constructor } ? model.GetMemberGroup(node).Where(member => found.All(one => !SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member.OriginalDefinition))) : [];

    private static Finding? OfCall(SemanticModel model, SyntaxNode root, int position)
    {
        var before = position == 0 ? default : root.FindToken(position - 1);
        for (var node = before.Parent; node is not null; node = node.Parent)
        {
            if (node is BaseArgumentListSyntax list && Opens(list) < position && (Closes(list) is not { } end || position <= end))
            {
                var methods = Signatures.Of(model, list).Methods;
                return methods.Count == 0 ? null : new Finding([.. methods], ActiveIndex(list, position), ActiveName(list, position));
            }

            if (node is AnonymousFunctionExpressionSyntax { Body: BlockSyntax } or StatementSyntax)
            {
                return null;
            }
        }

        return null;
    }

    private static int Opens(BaseArgumentListSyntax list) => list.GetFirstToken().SpanStart;

    private static int? Closes(BaseArgumentListSyntax list) => list.GetLastToken(includeZeroWidth: true) is { IsMissing: false } last && last.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken
        ? list.GetLastToken().SpanStart
        : null;

    private static int ActiveIndex(BaseArgumentListSyntax list, int position) => list.Arguments.GetSeparators().Count(comma => comma.Span.End <= position);

    private static string? ActiveName(BaseArgumentListSyntax list, int position) =>
        list.Arguments.ElementAtOrDefault(ActiveIndex(list, position))?.NameColon?.Name.Identifier.ValueText;
}
