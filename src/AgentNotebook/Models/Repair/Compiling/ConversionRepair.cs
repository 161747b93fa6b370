using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A value of one type where another is wanted: the conversion a reader would write.</summary>
internal sealed class ConversionRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0029", "CS0266", "CS1503", "CS0030", "CS0031", "CS0173", "CS0172", "CS0037", "CS0407", "CS8506", "CS0815", "CS1662", "CS1950"))
        {
            return [];
        }

        return Sites(context).SelectMany(site => Convert(context, site.Expression, site.Wanted)).Concat(Declared(context));
    }

    private static IEnumerable<(ExpressionSyntax Expression, ITypeSymbol Wanted)> Sites(RepairContext context)
    {
        foreach (var node in context.Node.AncestorsAndSelf().TakeWhile(n => n is ExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax))
        {
            var expression = node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;
            if (expression is null || !expression.Span.IntersectsWith(context.Span))
            {
                continue;
            }

            if (expression.Parent is ArgumentSyntax { Parent: BaseArgumentListSyntax } given)
            {
                foreach (var wanted in ParametersOf(context, given))
                {
                    yield return (expression, wanted);
                }
            }
            else if (Wanted(context, expression) is { } wanted)
            {
                yield return (expression, wanted);
            }

            if (expression is ConditionalExpressionSyntax choice && context.Is("CS0173", "CS0172", "CS0029"))
            {
                var (whenTrue, whenFalse) = (context.TypeOf(choice.WhenTrue), context.TypeOf(choice.WhenFalse));
                if (whenTrue is not null && whenFalse is not null)
                {
                    yield return (choice.WhenFalse, whenTrue);
                    yield return (choice.WhenTrue, whenFalse);
                }
            }
        }
    }

    private static ITypeSymbol? Wanted(RepairContext context, ExpressionSyntax expression)
    {
        switch (expression.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Right == expression:
                return context.TypeOf(assignment.Left);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } }:
                return context.Model.GetTypeInfo(declaration.Type).Type;
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                return context.Model.GetTypeInfo(property.Type).Type;
            case CastExpressionSyntax cast:
                return context.Model.GetTypeInfo(cast.Type).Type;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                var type = Places.Parts(Places.Function(expression))?.Type is { } declared ? context.Model.GetTypeInfo(declared).Type : null;
                type ??= Places.Function(expression) is PropertyDeclarationSyntax property2 ? context.Model.GetTypeInfo(property2.Type).Type : null;
                return Kinds.TaskResult(type) ?? type;
            case BinaryExpressionSyntax binary:
                return context.TypeOf(binary.Left == expression ? binary.Right : binary.Left);
            default:
                var converted = context.Model.GetTypeInfo(expression).ConvertedType;
                return SymbolEqualityComparer.Default.Equals(converted, context.TypeOf(expression)) ? null : converted;
        }
    }

    private static IEnumerable<ITypeSymbol> ParametersOf(RepairContext context, ArgumentSyntax argument)
    {
        var list = (BaseArgumentListSyntax)argument.Parent!;
        var index = list.Arguments.IndexOf(argument);
        if (list.Parent is ElementAccessExpressionSyntax access && context.TypeOf(access.Expression) is { } indexed)
        {
            foreach (var indexer in indexed.GetMembers().OfType<IPropertySymbol>().Where(p => p.IsIndexer && p.Parameters.Length > index))
            {
                yield return indexer.Parameters[index].Type;
            }

            if (indexed is IArrayTypeSymbol)
            {
                yield return context.View.Compilation.GetSpecialType(SpecialType.System_Int32);
            }

            yield break;
        }

        var symbols = context.Model.GetSymbolInfo(list.Parent!);
        foreach (var method in symbols.CandidateSymbols.Append(symbols.Symbol!).OfType<IMethodSymbol>().Take(24))
        {
            var name = argument.NameColon?.Name.Identifier.ValueText;
            var parameter = name is null ? method.Parameters.ElementAtOrDefault(index) : method.Parameters.FirstOrDefault(p => p.Name == name);
            if (parameter is null && method.Parameters.LastOrDefault() is { IsParams: true } last)
            {
                parameter = last;
            }

            if (parameter is not null)
            {
                yield return parameter.IsParams && parameter.Type is IArrayTypeSymbol array ? array.ElementType : parameter.Type;
            }
        }
    }

    private static IEnumerable<RepairProposal> Convert(RepairContext context, ExpressionSyntax expression, ITypeSymbol wanted)
    {
        if (context.TypeOf(expression) is not { } given || given is IErrorTypeSymbol || wanted is IErrorTypeSymbol)
        {
            return expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } && wanted.IsValueType
                ? [new RepairProposal(Edit.Replace(expression, "default"), $"`{Edit.TypeName(wanted)}` cannot be null", 3)]
                : [];
        }

        return Conversions.Between(context, expression, given, wanted).Select(conversion =>
            new RepairProposal(Edit.Replace(expression, conversion.Text), $"a `{Edit.TypeName(given)}` stands where a `{Edit.TypeName(wanted)}` is wanted", conversion.Rank));
    }

    // The other end of the same mismatch: the variable's own type was wrong.
    private static IEnumerable<RepairProposal> Declared(RepairContext context)
    {
        var declarator = context.Node.AncestorsAndSelf().OfType<EqualsValueClauseSyntax>().FirstOrDefault()?.Parent as VariableDeclaratorSyntax;
        if (declarator is { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration, Initializer.Value: { } value })
        {
            if (!declaration.Type.IsVar && context.TypeOf(value) is { SpecialType: not SpecialType.System_Void } type and not IErrorTypeSymbol && context.Is("CS0029", "CS0266", "CS0031"))
            {
                yield return new RepairProposal(Edit.Replace(declaration.Type, Edit.TypeName(type)), $"its value is a `{Edit.TypeName(type)}`", 4);
            }

            // `var x = list.Sort();`: the call changes its receiver and returns nothing.
            if (context.TypeOf(value) is { SpecialType: SpecialType.System_Void } && value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called })
            {
                yield return new RepairProposal(
                    [Edit.Insert(declaration.Parent!.SpanStart, value + ";\n" + Places.Indent(context.View, declaration)), Edit.Replace(value, called.Expression.ToString())],
                    $"`{called.Name}` changes its object and returns nothing", 1);
            }
        }

        if (context.Node.AncestorsAndSelf().OfType<AssignmentExpressionSyntax>().FirstOrDefault() is { Left: IdentifierNameSyntax target } assignment
            && Places.Declaration(context.SymbolOf(target))?.Parent is VariableDeclarationSyntax { Type: { IsVar: false } declaredType } && context.TypeOf(assignment.Right) is { SpecialType: not SpecialType.System_Void } right and not IErrorTypeSymbol)
        {
            yield return new RepairProposal(Edit.Replace(declaredType, Edit.TypeName(right)), $"it is assigned a `{Edit.TypeName(right)}`", 5);
        }

        if (context.Node.AncestorsAndSelf().FirstOrDefault(n => n is ReturnStatementSyntax or ArrowExpressionClauseSyntax) is { } result
            && Places.Parts(Places.Function(result)) is { Type: { } returnType }
            && (result is ReturnStatementSyntax r ? r.Expression : ((ArrowExpressionClauseSyntax)result).Expression) is { } returned
            && context.TypeOf(returned) is { SpecialType: not SpecialType.System_Void } actual and not IErrorTypeSymbol)
        {
            yield return new RepairProposal(Edit.Replace(returnType, Edit.TypeName(actual)), $"it returns a `{Edit.TypeName(actual)}`", 5);
        }
    }
}
