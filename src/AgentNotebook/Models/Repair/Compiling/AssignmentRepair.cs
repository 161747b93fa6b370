using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A variable that is used before it has a value, or declared after its use.</summary>
internal sealed class AssignmentRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0165" or "CS0269" or "CS0170" => Unassigned(context),
        "CS0818" => Untyped(context),
        "CS0841" or "CS0844" => Later(context),
        "CS0177" => Out(context),
        "CS0103" => Undeclared(context).Concat(OutOfScope(context)),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Unassigned(RepairContext context)
    {
        var name = context.Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault();
        if (name is null || context.SymbolOf(name) is not { } symbol)
        {
            yield break;
        }

        if (symbol is ILocalSymbol local && Places.Declaration(local) is VariableDeclaratorSyntax { Initializer: null } declarator)
        {
            foreach (var (text, rank) in Starts.Given(context.View, local, local.Type).Concat(Starts.For(context.View, local, local.Type)))
            {
                yield return new RepairProposal(Edit.Insert(declarator.Identifier.Span.End, " = " + text), $"`{symbol.Name}` has no value on every way to its use", rank);
            }
        }
        else if (symbol is IParameterSymbol { RefKind: RefKind.Out } parameter && Places.Declaration(parameter) is ParameterSyntax declared
            && declared.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.OutKeyword)) is { RawKind: not 0 } modifier)
        {
            var calls = context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => SymbolEqualityComparer.Default.Equals(context.SymbolOf(call)?.OriginalDefinition, parameter.ContainingSymbol))
                .Select(call => call.ArgumentList.Arguments.ElementAtOrDefault(parameter.Ordinal)?.RefKindKeyword ?? default)
                .Where(keyword => keyword.IsKind(SyntaxKind.OutKeyword));
            yield return new RepairProposal([Edit.Replace(modifier, "ref"), .. calls.Select(keyword => Edit.Replace(keyword, "ref"))], $"`{parameter.Name}` is read before it is set", 1);
        }
    }

    private static IEnumerable<RepairProposal> Untyped(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is not { Parent: VariableDeclarationSyntax { Type.IsVar: true } declaration } declarator)
        {
            yield break;
        }

        var name = declarator.Identifier.ValueText;
        var assigned = context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(a => a.SpanStart > declarator.SpanStart && a.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name)
            .Select(a => context.TypeOf(a.Right))
            .FirstOrDefault(t => t is not null and not IErrorTypeSymbol and not { SpecialType: SpecialType.System_Void });
        if (assigned is not null)
        {
            yield return new RepairProposal(Edit.Replace(declaration.Type, Edit.TypeName(assigned)), $"`var` needs a value to take its type from, and `{name}` is later given a `{Edit.TypeName(assigned)}`");
        }

        foreach (var (text, rank) in new[] { ("0", 1), ("\"\"", 2), ("0.0", 2), ("new List<int>()", 3), ("new List<string>()", 3), ("false", 3) })
        {
            yield return new RepairProposal(Edit.Insert(declarator.Identifier.Span.End, " = " + text), "`var` needs a value to take its type from", rank);
        }
    }

    private static IEnumerable<RepairProposal> Later(RepairContext context)
    {
        if (context.Node is not IdentifierNameSyntax name || Places.Declaration(context.SymbolOf(name))?.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault() is not { } declaration)
        {
            yield break;
        }

        var use = name.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(s => s.Parent == declaration.Parent);
        if (use is not null && use.SpanStart < declaration.SpanStart)
        {
            var line = context.View.Text.Lines.GetLineFromPosition(declaration.SpanStart).SpanIncludingLineBreak;
            var whole = line.Contains(declaration.Span) && context.View.Text.ToString(line).Trim() == declaration.ToString() ? line : declaration.Span;
            yield return new RepairProposal([.. Edit.Before(context.View, use, declaration.ToString()), Edit.Delete(whole)], $"`{name}` was declared after its use");
        }
    }

    private static IEnumerable<RepairProposal> Out(RepairContext context)
    {
        if (Places.Function(context.Node) is not { } function || Places.Parts(function) is not { Body: { } body } parts)
        {
            yield break;
        }

        foreach (var parameter in parts.Parameters.Parameters.Where(p => p.Modifiers.Any(SyntaxKind.OutKeyword) && context.Error!.GetMessage().Contains($"'{p.Identifier.ValueText}'", StringComparison.Ordinal)))
        {
            var type = context.Model.GetTypeInfo(parameter.Type!).Type;
            var value = type is null ? "default" : Edit.Initial(type);
            yield return new RepairProposal(Edit.AtStart(context.View, body, $"{parameter.Identifier} = {value};"), $"the out parameter `{parameter.Identifier}` must have a value whenever the method returns");
        }
    }

    // `total = 0;` with no declaration anywhere.
    private static IEnumerable<RepairProposal> Undeclared(RepairContext context)
    {
        if (context.Node is IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } name && assignment.Left == name
            && assignment.Parent is ExpressionStatementSyntax or ForStatementSyntax)
        {
            yield return new RepairProposal(Edit.Insert(name.SpanStart, "var "), $"`{name}` was never declared", 2);
        }

        if (context.Node is IdentifierNameSyntax { Parent: ForEachStatementSyntax } or IdentifierNameSyntax { Parent: ForStatementSyntax })
        {
            yield return new RepairProposal(Edit.Insert(context.Node.SpanStart, "var "), $"`{context.Node}` was never declared", 2);
        }
    }

    // Declared inside a block and used after it: the declaration moves before the block.
    private static IEnumerable<RepairProposal> OutOfScope(RepairContext context)
    {
        if (context.Node is not IdentifierNameSyntax name)
        {
            yield break;
        }

        foreach (var declarator in context.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(d => d.Identifier.ValueText == name.Identifier.ValueText && d.SpanStart < name.SpanStart))
        {
            var common = declarator.Ancestors().FirstOrDefault(a => a.Span.Contains(name.Span));
            var outer = declarator.Ancestors().OfType<StatementSyntax>().LastOrDefault(s => s.Parent == common || s.Parent?.Parent == common && s.Parent is GlobalStatementSyntax);
            var type = context.Model.GetDeclaredSymbol(declarator) is ILocalSymbol local ? local.Type : null;
            if (outer is null || type is null or IErrorTypeSymbol || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1 } declaration)
            {
                continue;
            }

            var start = Starts.For(context.View, context.Model.GetDeclaredSymbol(declarator)!, type).First().Text;
            if (declarator.Initializer is null)
            {
                continue;
            }

            yield return new RepairProposal(
                [.. Edit.Before(context.View, outer, $"{Edit.TypeName(type)} {declarator.Identifier} = {start};"), Edit.Delete(TextSpan.FromBounds(declaration.Type.SpanStart, declarator.SpanStart))],
                $"`{name}` was declared in a block that ends before its use", 1);
        }
    }
}
