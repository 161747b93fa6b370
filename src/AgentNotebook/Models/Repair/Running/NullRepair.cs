using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A null that was dereferenced: give it the object that was forgotten, check it where it is walked, and only last step around it.</summary>
internal sealed class NullRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("NullReferenceException", "ArgumentNullException"))
        {
            yield break;
        }

        foreach (var proposal in Shadowed(context).Concat(Walks(context)))
        {
            yield return proposal;
        }

        foreach (var receiver in Receivers(context))
        {
            foreach (var proposal in Missing(context, receiver).Concat(Elements(context, receiver)).Concat(BaseCase(context, receiver)).Concat(Around(context, receiver)))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> Receivers(RepairContext context) => context.AtLine<ExpressionSyntax>()
        .Select(e => e switch
        {
            MemberAccessExpressionSyntax m => m.Expression,
            ElementAccessExpressionSyntax a => a.Expression,
            _ => null,
        })
        .Concat(context.AtLine<CommonForEachStatementSyntax>().Select(f => (ExpressionSyntax?)f.Expression))
        .Concat(context.Threw("ArgumentNullException") ? context.AtLine<ArgumentSyntax>().Select(a => (ExpressionSyntax?)a.Expression) : [])
        .OfType<ExpressionSyntax>()
        .Where(e => e is not ThisExpressionSyntax and not BaseExpressionSyntax && context.TypeOf(e) is { IsReferenceType: true } && context.Model.GetSymbolInfo(e).Symbol is not INamespaceOrTypeSymbol)
        .DistinctBy(e => e.ToString());

    // `name = name;` in a constructor assigns the parameter to itself.
    private static IEnumerable<RepairProposal> Shadowed(RepairContext context)
    {
        foreach (var write in context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.Left is IdentifierNameSyntax && SyntaxFactory.AreEquivalent(a.Left, a.Right) && a.IsKind(SyntaxKind.SimpleAssignmentExpression)))
        {
            yield return new RepairProposal(Edit.Insert(write.Left.SpanStart, "this."), "the parameter was assigned to itself, not to the field", -3);
        }
    }

    private static IEnumerable<RepairProposal> Walks(RepairContext context)
    {
        foreach (var both in context.AtLine<BinaryExpressionSyntax>().Where(b => b.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression))
        {
            if (Tested(both.Right) is { } tested && both.Left.DescendantNodes().Any(n => n is MemberAccessExpressionSyntax m && m.Expression.ToString() == tested))
            {
                yield return new RepairProposal([Edit.Replace(both.Left, both.Right.ToString()), Edit.Replace(both.Right, both.Left.ToString())], "null must be checked before the object is used", -3);
            }
        }

        foreach (var loop in context.Statements.SelectMany(Places.Loops).Distinct())
        {
            foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)).Where(c => Tested(c) is not null))
            {
                var tested = Tested(comparison)!;
                var subject = comparison.Left;
                foreach (var deeper in context.AtLine<MemberAccessExpressionSyntax>().Select(m => m.Expression.ToString()).Where(m => m.StartsWith(tested + ".", StringComparison.Ordinal)).Distinct())
                {
                    yield return new RepairProposal(Edit.Replace(comparison, $"{comparison} && {deeper} != null"), $"the loop uses `{deeper}`, which is null at the end", -1);
                    yield return new RepairProposal(Edit.Replace(subject, deeper), $"the loop uses `{deeper}`, which is null at the end", 0);
                }

                if (subject is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax walker })
                {
                    yield return new RepairProposal(Edit.Replace(subject, walker.ToString()), $"`{walker}` itself becomes null at the end", -1);
                    yield return new RepairProposal(Edit.Replace(comparison, $"{walker} != null && {comparison}"), $"`{walker}` itself may be null", 0);
                }
            }

            if (loop is WhileStatementSyntax { Condition: { } condition } && !Comparisons.Of(condition).Any(c => Tested(c) is not null))
            {
                foreach (var walker in condition.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(m => m.Expression).OfType<IdentifierNameSyntax>().Where(n => context.TypeOf(n) is { IsReferenceType: true }).DistinctBy(n => n.ToString()))
                {
                    yield return new RepairProposal(Edit.Replace(condition, $"{walker} != null && {(condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } ? $"({condition})" : condition.ToString())}"), $"`{walker}` becomes null at the end", -1);
                }
            }
        }
    }

    private static string? Tested(ExpressionSyntax e) => Edit.Bare(e) switch
    {
        BinaryExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } b => b.Left.ToString(),
        IsPatternExpressionSyntax { Pattern: var p } i when p.ToString() is "null" or "not null" => i.Expression.ToString(),
        _ => null,
    };

    private static IEnumerable<RepairProposal> Missing(RepairContext context, ExpressionSyntax receiver)
    {
        if (context.SymbolOf(receiver) is not { } symbol || context.TypeOf(receiver) is not { } type || Edit.Initial(type) is not { } initial || initial is "null")
        {
            yield break;
        }

        var why = $"`{symbol.Name}` was never given an object";
        switch (Places.Declaration(symbol))
        {
            case VariableDeclaratorSyntax { Initializer: null } declarator:
                yield return new RepairProposal(Edit.Insert(declarator.Identifier.Span.End, $" = {initial}"), why, -2);
                break;
            case VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } nothing }:
                yield return new RepairProposal(Edit.Replace(nothing, initial), why, -2);
                break;
            case PropertyDeclarationSyntax { Initializer: null, AccessorList: { } accessors }:
                yield return new RepairProposal(Edit.Insert(accessors.Span.End, $" = {initial};"), why, -2);
                break;
            case PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } nothing }:
                yield return new RepairProposal(Edit.Replace(nothing, initial), why, -2);
                break;
        }

        // A constructor that takes a value and keeps it nowhere.
        foreach (var parameter in symbol.ContainingType?.InstanceConstructors.SelectMany(c => c.Parameters).Where(p => string.Equals(p.Name.TrimStart('_'), symbol.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase)) ?? [])
        {
            if (Places.Declaration(parameter)?.Parent?.Parent is ConstructorDeclarationSyntax { Body: { } body })
            {
                var left = parameter.Name == symbol.Name ? "this." + symbol.Name : symbol.Name;
                yield return new RepairProposal(Edit.AtEnd(context.View, body, $"{left} = {parameter.Name};"), $"the constructor did not keep `{parameter.Name}`", -3);
            }
        }
    }

    private static IEnumerable<RepairProposal> Elements(RepairContext context, ExpressionSyntax receiver)
    {
        if (receiver is not ElementAccessExpressionSyntax element || context.TypeOf(receiver) is not { } type || Places.Statement(receiver) is not { } statement)
        {
            yield break;
        }

        var initial = type is IArrayTypeSymbol ? null : Kinds.Concrete(type) ?? (Kinds.IsString(type) ? "\"\"" : null);
        if (initial is not null)
        {
            yield return new RepairProposal(Edit.Before(context.View, statement, $"{element} ??= {initial};"), "an array of objects starts with nulls", -2);
        }

        // new T[n][] : each row has to be made.
        if (type is IArrayTypeSymbol row && context.TypeOf(element.Expression) is IArrayTypeSymbol && context.SymbolOf(element.Expression) is { } symbol
            && Places.Declaration(symbol)?.DescendantNodes().OfType<ArrayCreationExpressionSyntax>().FirstOrDefault()?.Type.RankSpecifiers.FirstOrDefault()?.Sizes.FirstOrDefault() is { } size)
        {
            yield return new RepairProposal(Edit.Before(context.View, statement, $"{element} ??= new {Edit.TypeName(row.ElementType)}[{size}];"), "the rows of an array of arrays start as nulls", -1);
        }
    }

    // A recursive walk that never asks whether it has fallen off the structure.
    private static IEnumerable<RepairProposal> BaseCase(RepairContext context, ExpressionSyntax receiver)
    {
        var function = Places.Function(receiver);
        if (context.SymbolOf(receiver) is not IParameterSymbol parameter || Places.Parts(function) is not { } parts || context.Model.GetDeclaredSymbol(function!) is not IMethodSymbol method)
        {
            yield break;
        }

        var recursive = function!.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => SymbolEqualityComparer.Default.Equals(context.SymbolOf(c), method));
        var type = context.Model.GetTypeInfo(parts.Type).Type!;
        var values = type.SpecialType == SpecialType.System_Void ? [""] : Kinds.IsNumeric(type) ? new[] { " 0", " -1", " 1" } : Kinds.IsBool(type) ? [" false", " true"] : type.IsReferenceType && !Kinds.IsString(type) ? [" null"] : [" " + Edit.Initial(type)];
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
        {
            var rank = recursive ? i - 1 : 4 + i;
            if (parts.Body is { } body)
            {
                yield return new RepairProposal(Edit.AtStart(context.View, body, $"if ({parameter.Name} is null) return{value};"), $"`{parameter.Name}` may be null", rank);
            }
            else if (parts.Arrow is { } arrow && value.Length > 0)
            {
                yield return new RepairProposal(Edit.Insert(arrow.Expression.SpanStart, $"{parameter.Name} is null ?{value} : "), $"`{parameter.Name}` may be null", rank);
            }
        }
    }

    private static IEnumerable<RepairProposal> Around(RepairContext context, ExpressionSyntax receiver)
    {
        if (receiver.AncestorsAndSelf().OfType<LambdaExpressionSyntax>().FirstOrDefault() is { Body: ExpressionSyntax body } && Kinds.IsBool(context.TypeOf(body)))
        {
            yield return new RepairProposal(Edit.Insert(body.SpanStart, $"{receiver} != null && "), $"`{receiver}` may be null", 2);
        }

        if (receiver.Parent is MemberAccessExpressionSyntax access)
        {
            var whole = access.Parent is InvocationExpressionSyntax call && call.Expression == access ? call : (ExpressionSyntax)access;
            if (context.TypeOf(whole) is { } type && !Places.IsWritten(whole))
            {
                var text = $"{receiver}?{whole.ToString()[receiver.ToString().Length..]}";
                if (type.SpecialType == SpecialType.System_Void)
                {
                    yield return new RepairProposal(Edit.Replace(whole, text), $"`{receiver}` may be null", 6);
                }
                else
                {
                    foreach (var (value, i) in Stands(Kinds.Underlying(type) ?? type).Select((value, i) => (value, i)))
                    {
                        var place = Kinds.Underlying(type) is not null && whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } inner ? inner : whole;
                        yield return new RepairProposal(Edit.Replace(place, $"({text} ?? {value})"), $"`{receiver}` may be null", (place == whole ? 5 : 1) + i);
                    }
                }
            }
        }

        foreach (var branch in context.AtLine<IfStatementSyntax>().Where(i => i.Condition.Contains(receiver)))
        {
            yield return new RepairProposal(Edit.Replace(branch.Condition, $"{receiver} != null && {Edit.Tight(branch.Condition)}"), $"`{receiver}` may be null", 1);
        }

        if (Places.Statement(receiver) is { } statement)
        {
            if (Places.Loops(statement).FirstOrDefault() is { } loop && loop != statement)
            {
                yield return new RepairProposal(Edit.Before(context.View, statement, $"if ({receiver} is null) continue;"), $"`{receiver}` may be null", 4);
            }

            if (statement is ExpressionStatementSyntax)
            {
                yield return new RepairProposal(Edit.Insert(statement.SpanStart, $"if ({receiver} != null) "), $"`{receiver}` may be null", 6);
            }

            if (receiver is IdentifierNameSyntax && Edit.Initial(context.TypeOf(receiver)!) is not "null" and var initial)
            {
                yield return new RepairProposal(Edit.Before(context.View, statement, $"{receiver} ??= {initial};"), $"`{receiver}` may be null", 7);
            }
        }
    }

    // What stands for "nothing": the type's zero, and the number no count or height has.
    private static IEnumerable<string> Stands(ITypeSymbol type) => Kinds.IsNumeric(type) ? [Edit.Initial(type), "-1"] : [Edit.Initial(type)];
}
