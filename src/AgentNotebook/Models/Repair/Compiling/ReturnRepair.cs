using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Methods whose paths do not all return, return the wrong thing, or return nothing.</summary>
internal sealed class ReturnRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0161" or "CS1643" => Missing(context),
        "CS0126" => Empty(context),
        "CS0127" or "CS8030" => Void(context),
        "CS1520" or "CS1525" or "CS0501" => Constructor(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Missing(RepairContext context)
    {
        var function = Places.Function(context.Node) ?? context.Node.AncestorsAndSelf().FirstOrDefault(n => n is PropertyDeclarationSyntax);
        var (body, type) = Body(context, function);
        if (body is null || type is null)
        {
            yield break;
        }

        // A last statement that computes the value and drops it.
        if (body.Statements.LastOrDefault() is ExpressionStatementSyntax last && Kinds.Implicit(context.View.Compilation, context.TypeOf(last.Expression), type))
        {
            yield return new RepairProposal(Edit.Insert(last.SpanStart, "return "), "the value was computed and not returned", -1);
        }

        foreach (var (value, rank) in Values(context, body, type))
        {
            yield return new RepairProposal(Edit.AtEnd(context.View, body, $"return {value};"), $"not every path returned a `{Edit.TypeName(type)}`", rank);
        }
    }

    private static (BlockSyntax? Body, ITypeSymbol? Type) Body(RepairContext context, SyntaxNode? function)
    {
        if (Places.Parts(function) is { Body: { } body } parts)
        {
            var type = context.Model.GetTypeInfo(parts.Type).Type;
            return (body, parts.Modifiers.Any(SyntaxKind.AsyncKeyword) ? Kinds.TaskResult(type) : type);
        }

        return function switch
        {
            AccessorDeclarationSyntax { Body: { } b, Parent.Parent: BasePropertyDeclarationSyntax property } => (b, context.Model.GetTypeInfo(property.Type).Type),
            AnonymousFunctionExpressionSyntax { Block: { } block } lambda => (block, (context.SymbolOf(lambda) as IMethodSymbol)?.ReturnType is { SpecialType: not SpecialType.System_Void } returned ? returned : null),
            OperatorDeclarationSyntax { Body: { } ob } op => (ob, context.Model.GetTypeInfo(op.ReturnType).Type),
            _ => (null, null),
        };
    }

    private static IEnumerable<(string, int)> Values(RepairContext context, BlockSyntax body, ITypeSymbol type)
    {
        var returned = body.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().Select(r => r.Expression?.ToString() ?? "").ToList();
        if (Kinds.IsBool(type) && returned.Count > 0 && returned.Distinct().Count() == 1 && returned[0] is "true" or "false")
        {
            yield return (returned[0] == "true" ? "false" : "true", 0);
        }

        // Variables that the body builds up, the last one touched first, those declared at its own level only.
        var locals = body.Statements.OfType<LocalDeclarationStatementSyntax>().SelectMany(s => s.Declaration.Variables)
            .Select(v => context.Model.GetDeclaredSymbol(v)).OfType<ILocalSymbol>()
            .Where(l => Kinds.Implicit(context.View.Compilation, l.Type, type))
            .Select(l => (local: l, touched: Places.References(context.View, l, body).Select(r => (int?)r.SpanStart).LastOrDefault(_ => true) ?? 0,
                written: Places.References(context.View, l, body).Any(r => Places.IsWritten(r) || r.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax })))
            .OrderByDescending(l => l.written)
            .ThenBy(l => SymbolEqualityComparer.Default.Equals(l.local.Type, type) ? 0 : 1)
            .ThenByDescending(l => Meant(l.local.Name))
            .ThenByDescending(l => l.touched);
        var rank = returned.Count == 0 ? 1 : 2;
        foreach (var local in locals.Take(5))
        {
            yield return (local.local.Name, rank++);
        }

        if (Kinds.IsInteger(type) && returned.Count > 0 && body.DescendantNodes().Any(n => n is ForStatementSyntax))
        {
            yield return ("-1", 1);
        }

        var parameters = context.Model.LookupSymbols(body.Statements.FirstOrDefault()?.SpanStart ?? body.SpanStart).OfType<IParameterSymbol>()
            .Where(p => Kinds.Implicit(context.View.Compilation, p.Type, type) && returned.Count == 0);
        foreach (var parameter in parameters.Take(3))
        {
            yield return (parameter.Name, 6);
        }

        if (Kinds.IsNumeric(type) && LastBound(body) is { } bound)
        {
            yield return (bound, 5);
        }

        yield return (Edit.Initial(type) is "null" ? "null!" : Edit.Initial(type), 7);
        if (Kinds.IsNumeric(type))
        {
            yield return ("1", 8);
            yield return ("-1", 9);
        }

        if (Kinds.IsBool(type))
        {
            yield return ("true", 8);
        }
    }

    // Cases of a piecewise function: beyond the last bound it keeps the value that it has there.
    private static string? LastBound(BlockSyntax body)
    {
        if (body.Statements.LastOrDefault() is not IfStatementSyntax { Else: null, Condition: BinaryExpressionSyntax { Left: IdentifierNameSyntax variable } condition } last
            || condition.Kind() is not (SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression)
            || (last.Statement is BlockSyntax block ? block.Statements.LastOrDefault() : last.Statement) is not ReturnStatementSyntax { Expression: { } value })
        {
            return null;
        }

        var reads = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Identifier.ValueText).ToList();
        return reads.Count == 0 ? null : value.ReplaceNodes(reads, (read, _) => SyntaxFactory.ParseExpression(Edit.Tight(condition.Right)).WithTriviaFrom(read)).ToString();
    }

    private static bool Meant(string name) => name is "result" or "total" or "sum" or "answer" or "output" or "ret" or "res" or "acc" or "count" or "best" or "product";

    private static IEnumerable<RepairProposal> Empty(RepairContext context)
    {
        var (body, type) = Body(context, Places.Function(context.Node));
        if (body is null || type is null || context.Node.AncestorsAndSelf().OfType<ReturnStatementSyntax>().FirstOrDefault() is not { } statement)
        {
            yield break;
        }

        foreach (var (value, rank) in Values(context, body, type))
        {
            yield return new RepairProposal(Edit.Insert(statement.ReturnKeyword.Span.End, " " + value), $"the method returns a `{Edit.TypeName(type)}`", rank);
        }
    }

    private static IEnumerable<RepairProposal> Void(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ReturnStatementSyntax>().FirstOrDefault() is not { Expression: { } expression } statement || Places.Parts(Places.Function(statement)) is not { } parts)
        {
            yield break;
        }

        if (context.TypeOf(expression) is { SpecialType: not SpecialType.System_Void } type and not IErrorTypeSymbol)
        {
            var isTask = parts.Modifiers.Any(SyntaxKind.AsyncKeyword);
            var name = Edit.TypeName(type);
            yield return new RepairProposal(Edit.Replace(parts.Type, isTask ? $"Task<{name}>" : name), $"the method returns a `{name}`");
        }

        yield return new RepairProposal(Edit.Replace(statement, $"{expression}; return;"), "the method returns nothing", 5);
    }

    private static IEnumerable<RepairProposal> Constructor(RepairContext context)
    {
        if (!context.Is("CS1520") || context.Node.AncestorsAndSelf().OfType<BaseMethodDeclarationSyntax>().FirstOrDefault() is not { } method || method.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } type)
        {
            yield break;
        }

        var name = method switch { ConstructorDeclarationSyntax c => c.Identifier, MethodDeclarationSyntax m => m.Identifier, _ => default };
        if (name.ValueText is not { Length: > 0 })
        {
            yield break;
        }

        if (NameDistance.Near(name.ValueText, type.Identifier.ValueText) is not null)
        {
            yield return new RepairProposal(Edit.Replace(name, type.Identifier.ValueText), $"a constructor has the name of its type, `{type.Identifier}`");
        }

        var returned = method.DescendantNodes().OfType<ReturnStatementSyntax>().Select(r => r.Expression).Concat(method.DescendantNodes().OfType<ArrowExpressionClauseSyntax>().Select(a => a.Expression))
            .FirstOrDefault(e => e is not null);
        var returns = returned is not null && context.TypeOf(returned) is { } known and not IErrorTypeSymbol ? Edit.TypeName(known) : "void";
        yield return new RepairProposal(Edit.Insert(name.SpanStart, returns + " "), "a method needs a return type", 1);
        foreach (var guess in new[] { "int", "double", "string", "bool" })
        {
            yield return new RepairProposal(Edit.Insert(name.SpanStart, guess + " "), "a method needs a return type", 3);
        }
    }
}
