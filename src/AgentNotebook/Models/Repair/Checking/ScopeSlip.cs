using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Two names for one object where a copy was meant, branches that are not exclusive, a loop variable caught by reference, a step that never happens.</summary>
internal sealed class ScopeSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            return [];
        }

        return context.Root.DescendantNodes().SelectMany(node => node switch
        {
            EqualsValueClauseSyntax { Value: IdentifierNameSyntax source, Parent: VariableDeclaratorSyntax } => Copy(context, source),
            AssignmentExpressionSyntax { Right: IdentifierNameSyntax source, RawKind: (int)SyntaxKind.SimpleAssignmentExpression } => Copy(context, source),
            ArgumentSyntax { Expression: IdentifierNameSyntax source, Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" } } } => Copy(context, source),
            IfStatementSyntax branch => Exclusive(branch),
            ForStatementSyntax loop => Captured(context, loop),
            WhileStatementSyntax or ForEachStatementSyntax => Update(context, (StatementSyntax)node),
            ContinueStatementSyntax jump => [new RepairProposal(Edit.Replace(jump.ContinueKeyword, "break"), "the loop should have ended", 6)],
            BreakStatementSyntax { Parent: not SwitchSectionSyntax } jump when Places.Loops(jump).Any() => [new RepairProposal(Edit.Replace(jump.BreakKeyword, "continue"), "the loop should have gone on", 5)],
            _ => [],
        });
    }

    private static IEnumerable<RepairProposal> Copy(RepairContext context, IdentifierNameSyntax source)
    {
        if (context.TypeOf(source) is not { } type || context.SymbolOf(source) is not (ILocalSymbol or IFieldSymbol or IParameterSymbol))
        {
            yield break;
        }

        var copy = type is IArrayTypeSymbol { Rank: 1 } ? $"{source}.ToArray()" : type is IArrayTypeSymbol array ? $"({Edit.TypeName(array)}){source}.Clone()" : type.Name switch
        {
            "List" => $"{source}.ToList()",
            "HashSet" or "Dictionary" or "Stack" or "Queue" or "SortedSet" => $"new {Edit.TypeName(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}({source})",
            _ => null,
        };
        if (copy is not null)
        {
            yield return new RepairProposal(Edit.Replace(source, copy), "both names stood for one object, and a copy was meant", 3);
        }
    }

    private static IEnumerable<RepairProposal> Exclusive(IfStatementSyntax branch)
    {
        var siblings = branch.Parent is BlockSyntax block ? block.Statements.ToList() : [];
        var index = siblings.IndexOf(branch);
        if (index >= 0 && index + 1 < siblings.Count && siblings[index + 1] is IfStatementSyntax next && branch.Else is null)
        {
            yield return new RepairProposal(Edit.Insert(next.SpanStart, "else "), "only one of the branches was meant to be taken", 4);
        }

        if (branch.Else is { Statement: IfStatementSyntax } chain)
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(chain.ElseKeyword.SpanStart, chain.Statement.SpanStart)), "both branches were meant to be looked at", 6);
        }

        // A narrower condition behind a wider one is never reached.
        if (branch.Else is { Statement: IfStatementSyntax second })
        {
            yield return new RepairProposal(
                [Edit.Replace(branch.Condition, second.Condition.ToString()), Edit.Replace(branch.Statement, second.Statement.ToString()), Edit.Replace(second.Condition, branch.Condition.ToString()), Edit.Replace(second.Statement, branch.Statement.ToString())],
                "the wider condition hid the narrower one behind it", 4);
        }
    }

    private static IEnumerable<RepairProposal> Captured(RepairContext context, ForStatementSyntax loop)
    {
        if (loop.Declaration?.Variables is not [var variable] || loop.Statement is not { } body)
        {
            yield break;
        }

        var caught = body.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().SelectMany(l => l.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == variable.Identifier.ValueText)).ToList();
        if (caught.Count > 0)
        {
            var copy = Compiling.Names.Fresh(context, loop.SpanStart, "current", variable.Identifier.ValueText + "Now");
            var first = body is BlockSyntax { Statements: [var s, ..] } ? s : body;
            yield return new RepairProposal([.. Edit.Before(context.View, first, $"var {copy} = {variable.Identifier};"), .. caught.Select(n => Edit.Replace(n, copy))], $"every lambda caught the one variable `{variable.Identifier}`", 2);
        }
    }

    // A variable that the loop reads, that starts like an element of it, and that nothing in it updates.
    private static IEnumerable<RepairProposal> Update(RepairContext context, StatementSyntax loop)
    {
        if (loop is not ForEachStatementSyntax each || Places.BodyOf(loop) is not { } body)
        {
            yield break;
        }

        foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => context.SymbolOf(n) is ILocalSymbol or IFieldSymbol && context.TypeOf(n) is { } t && SymbolEqualityComparer.Default.Equals(t, context.Model.GetDeclaredSymbol(each)?.Type)).DistinctBy(n => n.Identifier.ValueText))
        {
            if (name.Identifier.ValueText != each.Identifier.ValueText && !Places.References(context.View, context.SymbolOf(name)!, body).Any(Places.IsWritten) && Places.Declaration(context.SymbolOf(name)) is { } d && d.SpanStart < loop.SpanStart)
            {
                yield return new RepairProposal(Edit.AtEnd(context.View, body, $"{name} = {each.Identifier};"), $"`{name}` was never brought up to date", 4);
            }
        }
    }
}
