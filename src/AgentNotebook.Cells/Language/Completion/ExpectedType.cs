using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language.Completion;

/// <summary>The type that a value at a place should have, where the code before it tells.</summary>
internal sealed class ExpectedType
{
    private readonly SemanticModel _model;

    public ExpectedType(SemanticModel model, SyntaxToken here, SyntaxToken left)
    {
        _model = model;
        Type = Unwrapped(Of(here.Parent, left));
        OfCreation = here.Parent?.Parent is ObjectCreationExpressionSyntax creation ? Unwrapped(Of(creation, creation.NewKeyword.GetPreviousToken())) : null;
    }

    /// <summary>The type of a value that begins here; <see langword="null"/> when any will do.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>The type of the object that a <c>new</c> before this place makes.</summary>
    public ITypeSymbol? OfCreation { get; }

    private ITypeSymbol? Of(SyntaxNode? node, SyntaxToken left) => left.Parent switch
    {
        BinaryExpressionSyntax binary when binary.OperatorToken == left => _model.GetTypeInfo(binary.Left).Type,
        AssignmentExpressionSyntax assignment when assignment.OperatorToken == left => _model.GetTypeInfo(assignment.Left).Type,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type.IsVar ? null : _model.GetTypeInfo(declaration.Type).Type,
        EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => _model.GetTypeInfo(type).Type,
        NameColonSyntax { Parent: ArgumentSyntax { Parent: BaseArgumentListSyntax list } argument } => Parameter(list, argument),
        BaseArgumentListSyntax list => Parameter(list, node?.FirstAncestorOrSelf<ArgumentSyntax>()),
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax statement } => _model.GetTypeInfo(statement.Expression).Type,
        SwitchExpressionSyntax @switch when node?.FirstAncestorOrSelf<PatternSyntax>() is not null => _model.GetTypeInfo(@switch.GoverningExpression).Type,
        IsPatternExpressionSyntax pattern => _model.GetTypeInfo(pattern.Expression).Type,
        ReturnStatementSyntax statement when statement.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method => _model.GetTypeInfo(method.ReturnType).Type,
        _ => null,
    };

    private ITypeSymbol? Parameter(BaseArgumentListSyntax list, ArgumentSyntax? argument)
    {
        var index = argument is null ? 0 : Math.Max(0, list.Arguments.IndexOf(argument));
        var name = argument?.NameColon?.Name.Identifier.ValueText;
        var types = Signatures.Of(_model, list).Methods
            .Select(method => name is null ? method.Parameters.ElementAtOrDefault(index) : method.Parameters.FirstOrDefault(parameter => parameter.Name == name))
            .OfType<IParameterSymbol>()
            .Select(parameter => parameter.Type)
            .ToList();
        return types.FirstOrDefault(type => Unwrapped(type) is { TypeKind: TypeKind.Enum }) ?? types.FirstOrDefault();
    }

    private static ITypeSymbol? Unwrapped(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
