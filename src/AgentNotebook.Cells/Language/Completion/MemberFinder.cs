using AgentNotebook.Cells.Submissions;
using AgentNotebook.Cells.Submissions.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language.Completion;

/// <summary>Finds what may follow a dot.</summary>
internal sealed class MemberFinder(SubmissionView view, CompletionList list, int position)
{
    private readonly SemanticModel _model = view.Model;

    /// <param name="dot">The dot, <c>-&gt;</c> or <c>::</c>.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public void Find(SyntaxToken dot, CancellationToken cancellationToken)
    {
        switch (dot.Parent)
        {
            case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }:
                list.AddAll(_model.LookupBaseMembers(position));
                break;
            case MemberAccessExpressionSyntax access:
                Of(access.Expression, access.IsKind(SyntaxKind.PointerMemberAccessExpression));
                break;
            case QualifiedNameSyntax qualified:
                // The parser takes 'list.' before a word on the next line for a type; it may be a value.
                Of(SyntaxFactory.ParseExpression(qualified.Left.ToString()), isPointer: false, isWritten: false, qualified);
                break;
            case MemberBindingExpressionSyntax binding when binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } conditional:
                Instance(Unwrapped(_model.GetTypeInfo(conditional.Expression, cancellationToken).Type));
                break;
            case AliasQualifiedNameSyntax { Alias.Identifier.ValueText: "global" }:
                Namespace(view.Compilation.GlobalNamespace, onlyNamespaces: false);
                break;
        }
    }

    private void Of(ExpressionSyntax expression, bool isPointer, bool isWritten = true, SyntaxNode? place = null)
    {
        var symbol = isWritten
            ? _model.GetSymbolInfo(expression) is { } info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null
            : Speculate(expression, place!);
        var type = isWritten ? _model.GetTypeInfo(expression).Type : _model.GetSpeculativeTypeInfo(place!.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type;
        var onlyNamespaces = place?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null } directive && directive.StaticKeyword.Span.IsEmpty;
        switch (symbol)
        {
            case INamespaceSymbol @namespace:
                Namespace(@namespace, onlyNamespaces);
                return;
            case null when (type is null or IErrorTypeSymbol) && Imports.Dotted(expression) is { } dotted && NameIndex.Shared.IsNamespace(view.Imports.Expand(dotted)):
                Namespace(view.Imports.Expand(dotted), symbol: null, onlyNamespaces);
                return;
            case IAliasSymbol { Target: INamespaceSymbol target }:
                Namespace(target, onlyNamespaces: false);
                return;
            case ITypeSymbol named when named is not IErrorTypeSymbol:
                Static(named);
                return;
            case { } variable when type is not null && variable.Name == type.Name && type is INamedTypeSymbol { TypeKind: not TypeKind.Error } && variable is IPropertySymbol or IFieldSymbol:
                // 'Color Color': the word means both.
                Static(type!);
                break;
        }

        Instance(isPointer && type is IPointerTypeSymbol pointer ? pointer.PointedAtType : type);
    }

    private ISymbol? Speculate(ExpressionSyntax expression, SyntaxNode place)
    {
        var asValue = place.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null ? _model.GetSpeculativeSymbolInfo(place.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Symbol : null;
        return asValue ?? _model.GetSpeculativeSymbolInfo(place.SpanStart, SyntaxFactory.ParseName(expression.ToString()), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol;
    }

    private void Namespace(INamespaceSymbol @namespace, bool onlyNamespaces) =>
        Namespace(@namespace.IsGlobalNamespace ? "" : @namespace.ToDisplayString(), @namespace, onlyNamespaces);

    /// <param name="name">The namespace.</param>
    /// <param name="symbol">What of it the compiler knows; <see langword="null"/> when it is in no assembly that is referenced.</param>
    /// <param name="onlyNamespaces">Whether types are out of place.</param>
    private void Namespace(string name, INamespaceSymbol? symbol, bool onlyNamespaces)
    {
        list.AddNamespaces(name, symbol);
        if (!onlyNamespaces)
        {
            list.AddAll(symbol?.GetTypeMembers().Where(type => _model.IsAccessible(position, type)) ?? []);
            foreach (var type in NameIndex.Shared.TypesIn(name).Where(type => !view.References.Names.Contains(type.Assembly)))
            {
                list.Add(type);
            }
        }
    }

    private void Static(ITypeSymbol type)
    {
        list.AddAll(_model.LookupStaticMembers(position, type).Where(member => member is not IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion }));
    }

    private void Instance(ITypeSymbol? type)
    {
        if (type is null or IErrorTypeSymbol || type.SpecialType == SpecialType.System_Void)
        {
            return;
        }

        list.AddAll(_model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not ITypeSymbol));
    }

    private static ITypeSymbol? Unwrapped(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
